export type { DriverLog, DriverLogClass } from './driverLog';
