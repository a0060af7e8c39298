#!/usr/bin/env bash
# upgrade.sh BUILD_FOLDER - a virtual node that upgrades itself: a real boot loader, broker and HTTPS server, signed images,
# a cut connection, a power cut, a bad image. Ends with "N passed, N failed". Takes over a minute: so long is a trial.
set -u
BUILD=$1
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$(mktemp -d)
FARM=0199b6a0-0000-7000-8000-00000000f001
NODE=0199b6a0-0000-7000-8000-0000000000e1
PUMP=0199b6a0-0000-7000-8000-0000000000d1
CLIMATE=0199b6a0-0000-7000-8000-0000000000d3
DEVICES="$PUMP $CLIMATE"
BROKER=
WATCHER=
BOARD=
SERVER=
# shellcheck source=broker.sh
. "$HERE/broker.sh"

end() {
  for pid in $BOARD $WATCHER $BROKER $SERVER; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  if ((failed > 0)); then
    tail -n 40 "$DIR/node.log" "$DIR/server.log" "$DIR/heard" >&2
  fi
  rm -rf "$DIR"
}
trap end EXIT

heard() { grep -qE "$1" "$DIR/heard"; }
heard_times() { [ "$(grep -cE "$2" "$DIR/heard")" -ge "$1" ]; }
logged() { grep -qE "$1" "$DIR/node.log"; }
served() { grep -qE "$1" "$DIR/server.log"; }
served_times() { [ "$(wc -l <"$DIR/server.log")" = "$1" ]; }
gone() { ! kill -0 "$1" 2>/dev/null; }
refused() { ! "$@" 2>"$DIR/refused"; }

# sign VERSION PROGRAM FILE
sign() {
  "$BUILD/tokkatot-sign" --key "$DIR/signer.key" --board virtual --version "$1" --in "$2" --out "$3" >"$3.json"
}

start_board() {
  "$BUILD/tokkatot-vboot" --config "$DIR/node.conf" "$@" >>"$DIR/node.log" 2>&1 &
  BOARD=$!
}

# serve FILE [LIMIT...]
serve() {
  [ -n "$SERVER" ] && kill "$SERVER" && wait "$SERVER" 2>/dev/null
  "$BUILD/file_server" "$WEB" "$DIR/ca.pem" "$DIR/broker.pem" "$DIR/broker.key" "$@" >>"$DIR/server.log" 2>&1 &
  SERVER=$!
}

# offer LAST_DIGITS_OF_ID FILE
offer() {
  local header size
  header=$(sed 's/.*"header":"\([^"]*\)".*/\1/' "$2.json")
  size=$(sed 's/.*"size":\([0-9]*\).*/\1/' "$2.json")
  as_hub mosquitto_pub -q 1 -t "farm/$FARM/devices/$NODE/fw_update" \
    -m "{\"update_id\":\"0199b6a0-0000-7000-8000-0000000000$1\",\"url\":\"https://127.0.0.1:$WEB/firmware\",\"size\":$size,\"header\":\"$header\"}"
}

# status LAST_DIGITS_OF_ID STATE REASON
status() { heard "fw_status .*00$1\",.*\"state\":\"$2\",\"reason\":$3"; }

prepare() {
  make_ca &&
  make_cert broker localhost "subjectAltName=IP:127.0.0.1" &&
  make_cert hub hub "extendedKeyUsage=clientAuth" &&
  make_cert node "$NODE" "extendedKeyUsage=clientAuth" &&
  openssl ecparam -name prime256v1 -genkey -noout -out "$DIR/signer.key" &&
  openssl ec -in "$DIR/signer.key" -pubout -out "$DIR/signer.pub" 2>>"$DIR/openssl.log" || return 1
  PORT=$(free_port)
  WEB=$((PORT + 1))
  while (exec 3<>"/dev/tcp/127.0.0.1/$WEB") 2>/dev/null; do WEB=$((WEB + 1)); done
  write_broker_config
  touch "$DIR/heard" "$DIR/node.log" "$DIR/server.log"
  cat >"$DIR/node.conf" <<CONF
node_id=$NODE
farm_id=$FARM
incarnation=1
host=127.0.0.1
port=$PORT
ca=$DIR/ca.pem
cert=$DIR/node.pem
key=$DIR/node.key
state_dir=$DIR/state
update_key=$DIR/signer.pub
device=pump:$PUMP
device=dht22:$CLIMATE
CONF
  sign 2.0.0 "$BUILD/tokkatot-node" "$DIR/base" &&
  sign 2.0.1 "$BUILD/tokkatot-node-next" "$DIR/next" &&
  sign 2.0.2 "$BUILD/bad_node" "$DIR/bad"
}

prepare || { echo "0 passed, 1 failed (preparation)"; cat "$DIR/openssl.log"; exit 1; }
start_broker || exit 1
(as_hub exec mosquitto_sub -q 1 -t "farm/$FARM/devices/#" -F '%t %p' >>"$DIR/heard" 2>>"$DIR/watch.log") &
WATCHER=$!

check "an empty board does not start" refused "$BUILD/tokkatot-vboot" --config "$DIR/node.conf"
head -c 3000 "$DIR/base" >"$DIR/short"
check "an image that is not whole is not installed" refused "$BUILD/tokkatot-vboot" --config "$DIR/node.conf" --install "$DIR/short"
check "and says why" grep -q "refused: sha256" "$DIR/refused"

start_board --install "$DIR/base"
check "a board starts what was installed" heard "heartbeat .*\"online\":true.*\"firmware_version\":\"2.0.0\",\"slot\":\"a\""
wait_for "the node subscribes" logged "connected"

# The size of the image, less its header, must be beyond the first 64 KiB that are kept.
serve "$DIR/next" cut:50000 hold:30000
offer 01 "$DIR/next"
check "an offer is taken" status 01 downloading null
check "the file is asked for from behind its header" served "GET /firmware HTTP/1.1 from 256 cut:50000"
check "after a broken connection it goes on where it was" served "from 50256 hold:30000"
check "and counts what has come" heard "\"state\":\"downloading\".*\"received\":80[0-9]{3},"
kill -9 "$BOARD"
wait "$BOARD" 2>/dev/null
start_board
check "after a power cut it goes on from what was kept" served "from 65792$"
check "it is checked" status 01 verifying null
check "it reboots" status 01 rebooting null
check "into the other slot" heard "heartbeat .*\"firmware_version\":\"2.0.1\",\"slot\":\"b\".*\"boot_reason\":\"software\""
check "and is on trial" status 01 confirming null
PATIENCE=90
check "after a minute it is confirmed" status 01 succeeded null
PATIENCE=20
offer 01 "$DIR/next"
check "the same offer is answered" heard_times 2 "\"state\":\"succeeded\""

requests=$(wc -l <"$DIR/server.log")
serve "$DIR/bad"
cp "$DIR/bad.json" "$DIR/torn.json"
sed -i 's/"header":"VEtGMQABAQ/"header":"VEtGMQABAg/' "$DIR/torn.json"
offer 02 "$DIR/torn"
check "an image that was changed after it was signed is refused" status 02 failed '"signature"'
offer 03 "$DIR/base"
check "an older one is refused" status 03 failed '"version"'
check "and neither is fetched" served_times "$requests"
serve "$DIR/bad" status:404 shift:1
offer 05 "$DIR/bad"
check "a file that is not there fails" status 05 failed '"download"'
offer 06 "$DIR/bad"
check "and one that begins elsewhere" status 06 failed '"download"'
offer 04 "$DIR/bad"
check "a signed one that does not work is started" logged "starting slot 0, version 2.0.2"
check "and comes back by itself" logged "starting slot 1, version 2.0.1 \(panic\)"
check "which is told" status 04 rolled_back '"reset"'
offer 04 "$DIR/bad"
check "the same offer is not tried again" heard_times 2 "\"state\":\"rolled_back\""

NODE_PID=$(cat "/proc/$BOARD/task/$BOARD/children")
# shellcheck disable=SC2086
kill -STOP $NODE_PID
check "a node that hangs is started again" logged "vboot: the node has ended: watchdog"
check "and says so" heard "heartbeat .*\"boot_reason\":\"watchdog\""
kill "$BOARD"
check "SIGTERM ends both" gone "$BOARD"
wait "$BOARD"
check "with success" test $? = 0

echo "$passed passed, $failed failed"
test "$failed" = 0
