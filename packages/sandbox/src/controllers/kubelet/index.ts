export type {
  ContainerContext,
  ContainerExit,
  ContainerProgram,
} from './ContainerProgram';
export { startKubelet } from './startKubelet';
export type { Kubelet, KubeletOptions } from './startKubelet';
