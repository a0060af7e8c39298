#!/usr/bin/env bash
# setup.sh NODE_PROGRAM - a board that belongs to nobody, a real broker with a set-up listener, and this script as the hub:
# it computes its sums and signs with openssl. Ends with "N passed, N failed".
set -u
PROGRAM=$1
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$(mktemp -d)
FARM=0199b6a0-0000-7000-8000-00000000f001
NODE=0199b6a0-0000-7000-8000-0000000000e1
OTHER=0199b6a0-0000-7000-8000-0000000000e2
PUMP=0199b6a0-0000-7000-8000-0000000000d1
CLIMATE=0199b6a0-0000-7000-8000-0000000000d2
DEVICES="$PUMP $CLIMATE"
HW=a0b1c2d3e4f5
CODE=K7QX-9FTM-2WHD
BROKER=
WATCHER=
BOARD=
# shellcheck source=broker.sh
. "$HERE/broker.sh"

end() {
  for pid in $BOARD $WATCHER $BROKER; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  if ((failed > 0)); then
    tail -n 40 "$DIR/board.log" "$DIR/heard" "$DIR/mosquitto.log" >&2
  fi
  rm -rf "$DIR"
}
trap end EXIT

heard() { grep -qE "$1" "$DIR/heard" 2>/dev/null; }
logged() { grep -qF "$1" "$DIR/board.log"; }
panel_says() { grep -q "$1" "$DIR/state/panel.txt" 2>/dev/null; }
unclaimed() { [ ! -e "$DIR/state/node.conf" ]; }
not() { ! "$@"; }
fresh() { : >"$DIR/heard"; : >"$DIR/board.log"; }

start_board() {
  fresh
  "$PROGRAM" --setup "$DIR/setup.conf" 2>>"$DIR/board.log" &
  BOARD=$!
}

kill_board() {
  kill -9 "$BOARD"
  wait "$BOARD" 2>/dev/null
}

start_watcher() {
  (as_hub exec mosquitto_sub -q 1 -t "provision/+/hello" -t "farm/$FARM/devices/#" -F '%t %p' >>"$DIR/heard" 2>>"$DIR/watch.log") &
  WATCHER=$!
}

watching() {
  as_hub mosquitto_pub -t "farm/$FARM/devices/probe" -m hello
  heard "probe hello"
}

tell() { as_hub mosquitto_pub -q 1 -t "provision/$HW/claim" -m "$1"; }
# seal CODE WORD TEXT
seal() { printf '%s%s%s' "$nonce" "$2" "$3" | openssl dgst -sha256 -hmac "$1" -r | cut -d ' ' -f 1; }
# give PART DATA [CODE]
give() { tell "{\"part\":\"$1\",\"data\":\"$2\",\"seal\":\"$(seal "${3:-$CODE}" "$1" "$2")\"}"; }
der() { openssl x509 -in "$1" -outform DER | base64 -w 0; }
# identity NODE DEVICES
identity() {
  printf '{"node_id":"%s","farm_id":"%s","incarnation":3,"host":"127.0.0.1","port":%s,"devices":"%s"}' \
    "$1" "$FARM" "$PORT" "$2" | base64 -w 0
}

# The hub's answer to a hello: a nonce of its own, and the proof that it asks for.
ask() {
  nonce=$(openssl rand -hex 32)
  wait_for "the board says hello" heard "provision/$HW/hello .*\"nonce\":null" || return 1
  key=$(sed -nE 's/.*"public_key":"([^"]*)".*/\1/p' "$DIR/heard" | head -n 1)
  proof=$(seal "$CODE" "$HW" "$key")
  tell "{\"nonce\":\"$nonce\"}"
}

# sign NODE FILE: a certificate for the key that the board has said.
sign() {
  { echo "-----BEGIN PUBLIC KEY-----"; echo "$key" | fold -w 64; echo "-----END PUBLIC KEY-----"; } >"$DIR/board.pub"
  openssl x509 -new -subj "/CN=$1" -force_pubkey "$DIR/board.pub" -CA "$DIR/ca.pem" -CAkey "$DIR/ca.key" -days 2 \
    -out "$2" 2>>"$DIR/openssl.log"
}

# begin: a board that was started, asked, and has proved.
begin() {
  start_board
  ask
  wait_for "the board proves" heard "\"proof\":\"$proof\""
}

prepare() {
  make_ca &&
    make_cert broker localhost "subjectAltName=IP:127.0.0.1" &&
    make_cert hub hub "extendedKeyUsage=clientAuth" &&
    make_cert stranger "$NODE" "extendedKeyUsage=clientAuth" || return 1
  PORT=$(free_port)
  SETUP_PORT=$((PORT + 1))
  { write_acl; echo "user hub"; echo "topic readwrite provision/#"; } >"$DIR/acl"
  printf 'pattern write provision/%%c/hello\npattern read provision/%%c/claim\n' >"$DIR/setup.acl"
  tls="cafile $DIR/ca.pem
certfile $DIR/broker.pem
keyfile $DIR/broker.key
tls_version tlsv1.3"
  cat >"$DIR/mosquitto.conf" <<CONF
user $(id -un)
per_listener_settings true
listener $PORT 127.0.0.1
$tls
require_certificate true
use_identity_as_username true
acl_file $DIR/acl
listener $SETUP_PORT 127.0.0.1
$tls
allow_anonymous true
acl_file $DIR/setup.acl
CONF
  touch "$DIR/heard" "$DIR/board.log"
  cat >"$DIR/setup.conf" <<CONF
host=127.0.0.1
port=$SETUP_PORT
ca=$DIR/ca.pem
state_dir=$DIR/state
hardware_id=$HW
claim_code=$CODE
CONF
}

prepare || { echo "0 passed, 1 failed (certificates)"; cat "$DIR/openssl.log"; exit 1; }
WHO=$(identity $NODE "pump:$PUMP,dht22:$CLIMATE")

sed 's/^claim_code=.*/claim_code=short/' "$DIR/setup.conf" >"$DIR/wrong.conf"
"$PROGRAM" --setup "$DIR/wrong.conf" 2>"$DIR/wrong.log"
check "a short code is refused with its line" grep -q "wrong.conf:6: claim_code has less than 12 characters" "$DIR/wrong.log"

start_board
check "a board waits while there is no hub" logged "set-up link away"
check "its display says that it is nobody's" panel_says "WAITING TO BE CLAIMED"
check "it has made a key that only it may read" test "$(stat -c %a "$DIR/state/board.key")" = 600
kill_board
start_broker || exit 1
start_watcher
wait_for "the watcher listens" watching || exit 1

start_board
check "it says hello, with its key and without a proof" heard "provision/$HW/hello .*\"model\":\"virtual\".*\"public_key\":\"[^\"]+\",\"nonce\":null,\"proof\":null"
ask
first=$key
kill_board
begin
check "killed after its hello it says hello again, with the same key" test "$key" = "$first"
check "its proof is the hub's sum" heard "\"nonce\":\"$nonce\",\"proof\":\"$proof\""
check "the code is never sent" not heard "$CODE"
sign $NODE "$DIR/node.pem"
sign $OTHER "$DIR/other.pem"
CERT=$(der "$DIR/node.pem")
CA=$(der "$DIR/ca.pem")

give identity "$WHO" GUES-SEDC-ODE0
check "a claim under another code is refused" logged "refused: seal is not under this board's code"
tell '{"result":"claimed"}'
check "a claim without its parts is refused" logged "refused: a part is missing"
tell 'not json'
check "noise is refused" logged "refused: not an object, or too long"
give certificate "$(der "$DIR/stranger.pem")"
check "a certificate for another board's key is refused" logged "refused: data was not taken; certificate: is for another board's key"
give ca "$(printf 'no certificate' | base64)"
check "what is no certificate is refused" logged "ca: is not a certificate"
give identity "$(identity $NODE "laser:$PUMP")"
check "an identity with an unknown device is refused" logged "device has an unknown kind"
give identity "$(identity nobody "pump:$PUMP")"
check "an identity without a proper node is refused" logged "node_id is not a UUID"
give identity "$WHO"
give certificate "$(der "$DIR/other.pem")"
give ca "$CA"
tell '{"result":"claimed"}'
check "a certificate made out to another node is refused" logged "refused: the claim was not kept; certificate: is made out to another node"
check "of all that nothing is kept" unclaimed
tell '{"result":"refused"}'
check "a board that is refused says so on its display" panel_says "REFUSED: WRONG CODE"
kill_board

for parts in 1 2 3; do
  begin
  give identity "$WHO"
  ((parts < 2)) || give certificate "$CERT"
  ((parts < 3)) || give ca "$CA"
  kill_board
  check "killed after part $parts it is nobody's" unclaimed
done
start_board
ask
nonce=$(openssl rand -hex 32)
give identity "$WHO"
check "parts under another session's nonce are refused" logged "refused: seal is not under this board's code"
kill_board

begin
for part in identity identity certificate ca; do
  case $part in identity) give identity "$WHO" ;; certificate) give certificate "$CERT" ;; ca) give ca "$CA" ;; esac
done
check "a part that comes twice is no harm" not logged "refused"
tell '{"result":"claimed"}'
check "claimed it comes up as that node" heard "devices/$NODE/heartbeat .*\"online\":true,\"incarnation\":3,\"boot\":1"
check "with its devices" heard "devices/$PUMP/status .*\"state\":\"off\".*\"triggered_by\":\"boot\""
check "its key has not changed" test "$(openssl pkey -in "$DIR/state/board.key" -pubout -outform DER | base64 -w 0)" = "$first"
: >"$DIR/heard"
tell '{"result":"claimed"}'
tell "{\"nonce\":\"$nonce\"}"
kill_board
start_board
check "killed after its claim it comes back as that node" heard "devices/$NODE/heartbeat .*\"online\":true,\"incarnation\":3,\"boot\":2"
check "and says no hello" not heard "provision/"
kill_board

# Killed while the claim was written: all but the last file.
mv "$DIR/state/node.conf" "$DIR/state/node.conf.new"
begin
check "killed before the last file it is nobody's, with the same key" test "$key" = "$first"
give identity "$WHO"
give certificate "$CERT"
give ca "$CA"
give next_ca "$CA"
tell '{"result":"claimed"}'
check "and takes its claim once more" heard "devices/$NODE/heartbeat .*\"online\":true,\"incarnation\":3,\"boot\":3"
check "the next CA is kept too" test "$(grep -c BEGIN "$DIR/state/ca.pem")" = 2
kill "$BOARD"
wait "$BOARD"
check "SIGTERM ends it with success" test $? = 0

rm "$DIR/state/node.conf"
echo "not a key" >"$DIR/state/board.key"
"$PROGRAM" --setup "$DIR/setup.conf" 2>"$DIR/wrong.log"
check "a key that cannot be read is not replaced" grep -q "board.key is not a key" "$DIR/wrong.log"
rm -r "$DIR/state"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Another CA" -keyout "$DIR/x.key" -out "$DIR/x.pem" 2>>"$DIR/openssl.log"
sed "s|^ca=.*|ca=$DIR/x.pem|" "$DIR/setup.conf" >"$DIR/far.conf"
fresh
"$PROGRAM" --setup "$DIR/far.conf" 2>>"$DIR/board.log" &
BOARD=$!
check "a listener of another CA is not trusted" logged "the broker's certificate"
check "and hears nothing of the board" not heard "provision/"
kill "$BOARD"
wait "$BOARD"
check "SIGTERM ends a board that is nobody's with success" test $? = 0

echo "$passed passed, $failed failed"
test "$failed" = 0
