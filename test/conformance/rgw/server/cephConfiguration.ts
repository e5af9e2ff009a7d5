/** Where one cluster lives and listens. */
export interface CephPlace {
  /** Folder of the cluster; nothing is written outside it. */
  readonly directory: string;
  readonly clusterId: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
}

/**
 * The configuration of a cluster of one monitor, one object store in memory and one gateway, all on loopback.
 *
 * `tcp_nodelay` spares 40 ms a request. An object store that updates the CRUSH map as it starts fails now and then, when it
 * does so before it knows its cluster; so that is left to who starts it. (Ceph: "HTTP Frontends", "CRUSH Maps".)
 */
export function cephConfiguration(place: CephPlace): string {
  const { directory, clusterId, monitorPort, gatewayPort } = place;
  return `[global]
fsid = ${clusterId}
mon host = [v1:127.0.0.1:${monitorPort}]
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
mon allow pool size one = true
mon max pg per osd = 1000
osd crush chooseleaf type = 0
run dir = ${directory}/run
log file = ${directory}/log/$name.log
admin socket = ${directory}/run/$name.asok
public addr = 127.0.0.1
cluster addr = 127.0.0.1

[mon]
mon data = ${directory}/mon
mon data avail crit = 1
mon data avail warn = 2
mon cluster log file = ${directory}/log/cluster.log

[osd]
osd data = ${directory}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd class load list = *
osd class default list = *
osd class update on start = false
osd crush update on start = false

[client.rgw]
rgw data = ${directory}/rgw
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort} tcp_nodelay=1
rgw s3 auth use sts = true
rgw sts key = abcdefghijklmnop
rgw dns name = localhost
rgw gc max objs = 1
rgw lc max objs = 1
rgw dynamic resharding = false
rgw enable lc threads = false
rgw enable gc threads = false
`;
}
