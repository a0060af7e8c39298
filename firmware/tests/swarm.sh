#!/usr/bin/env bash
# swarm.sh SWARM_PROGRAM - thirty nodes in one process, a real broker, a hub's client. Ends with "N passed, N failed".
set -u
PROGRAM=$1
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$(mktemp -d)
COUNT=30
FARM=0199b6a0-0000-7000-8000-00000000f001
NODE=
DEVICES=
BROKER=
WATCHER=
SWARM=
# shellcheck source=broker.sh
. "$HERE/broker.sh"

end() {
  for pid in $SWARM $WATCHER $BROKER; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  if ((failed > 0)); then
    tail -n 40 "$DIR/swarm.log" "$DIR/mosquitto.log" >&2
  fi
  rm -rf "$DIR"
}
trap end EXIT

node_id() { printf '0199b6a0-0000-7000-8000-00000000%02xe1' "$1"; }
light_id() { printf '0199b6a0-0000-7000-8000-00000000%02xd1' "$1"; }

prepare() {
  make_ca && make_cert broker localhost "subjectAltName=IP:127.0.0.1" && make_cert hub hub "extendedKeyUsage=clientAuth" || return 1
  PORT=$(free_port)
  write_broker_config
  write_acl | head -n 2 >"$DIR/acl"
  for ((i = 0; i < COUNT; i++)); do
    NODE=$(node_id $i)
    DEVICES=$(light_id $i)
    make_cert "node$i" "$NODE" "extendedKeyUsage=clientAuth" || return 1
    write_acl | tail -n +3 >>"$DIR/acl"
    printf '%s\n' "node_id=$NODE" "farm_id=$FARM" incarnation=1 host=127.0.0.1 "port=$PORT" "ca=$DIR/ca.pem" \
      "cert=$DIR/node$i.pem" "key=$DIR/node$i.key" "state_dir=$DIR/state$i" "device=light:$DEVICES" >"$DIR/node$i.conf"
    echo "$DIR/node$i.conf" >>"$DIR/nodes"
  done
}

start_swarm() {
  : >"$DIR/out"
  "$PROGRAM" --nodes "$DIR/nodes" "$@" >"$DIR/out" 2>>"$DIR/swarm.log" &
  SWARM=$!
}

stop_swarm() {
  kill "$SWARM"
  wait "$SWARM"
}

command_to() {
  as_hub mosquitto_pub -q 1 -t "farm/$FARM/devices/$1/command" \
    -m "{\"command_id\":\"$2\",\"action\":\"on\",\"source\":\"user\",\"issued_at\":1795420800000,\"ttl_ms\":60000}"
}

heard() { grep -qE "$1" "$DIR/heard" 2>/dev/null; }
online() { [ "$(as_hub mosquitto_sub -W 2 -C $COUNT -t "farm/$FARM/devices/+/heartbeat" 2>/dev/null | grep -c "\"online\":$1")" = $COUNT ]; }
refuses() { ! "$PROGRAM" "$@" >"$DIR/refused" 2>&1; }
says() { grep -q "$1" "$DIR/refused"; }

prepare || { echo "0 passed, 1 failed (certificates)"; cat "$DIR/openssl.log"; exit 1; }
start_broker || exit 1
(as_hub exec mosquitto_sub -q 1 -t "farm/$FARM/devices/+/status" -F '%t %p' >>"$DIR/heard" 2>>"$DIR/watch.log") &
WATCHER=$!

start_swarm --in-memory
check "all nodes of one process have a session of their own" grep -q "^up nodes=$COUNT connect_ms=" "$DIR/out"
check "all say online, retained" online true
last=$(light_id $((COUNT - 1)))
command_to "$last" 0199b6a0-0000-7000-8000-0000000000c1
check "an order reaches the one it is for" heard "devices/$last/status .*\"command_id\":\"0199b6a0-0000-7000-8000-0000000000c1\",\"result\":\"completed\""
stop_broker
start_broker
check "after a restart of the broker all are back" online true
stop_swarm
check "stopped, all say offline" online false
check "it tells what it did" grep -qE "^end nodes=$COUNT connects=$((2 * COUNT)) moved=1 lost=0" "$DIR/out"

start_swarm
check "with state directories they are kept" grep -q "^up nodes=$COUNT" "$DIR/out"
command_to "$last" 0199b6a0-0000-7000-8000-0000000000c2
check "a relay moves, and its log says so" grep -q " $last on " "$DIR/state$((COUNT - 1))/relay.log"
stop_swarm
start_swarm
check "it starts again" grep -q "^up nodes=$COUNT" "$DIR/out"
command_to "$last" 0199b6a0-0000-7000-8000-0000000000c2
command_to "$last" 0199b6a0-0000-7000-8000-0000000000c3
check "a new order is obeyed" grep -q " on .*c3$" "$DIR/state$((COUNT - 1))/relay.log"
check "one it had before the restart is not" test "$(grep -c "c2$" "$DIR/state$((COUNT - 1))/relay.log")" = 1
stop_swarm

check "a list that is not there is refused" refuses --nodes "$DIR/nowhere"
cp "$DIR/ca.pem" "$DIR/other.pem"
sed "s|^ca=.*|ca=$DIR/other.pem|" "$DIR/node1.conf" >"$DIR/other.conf"
printf '%s\n' "$DIR/node0.conf" "$DIR/other.conf" >"$DIR/two"
check "a node that trusts another CA is refused" refuses --nodes "$DIR/two" --in-memory
check "and named" says "other.conf: ca is another"

echo "$passed passed, $failed failed"
test "$failed" = 0
