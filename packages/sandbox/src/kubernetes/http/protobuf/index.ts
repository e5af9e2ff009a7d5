export { PROTOBUF, decodeObject } from './decodeObject';
