/* tk/node.h - one node: its devices, its session with the farm's broker, its memory of commands.
 *
 * Owns:     everything in tk_node_t. No globals: a program may hold thousands of nodes.
 * Uses:     tk_port_t for every effect.
 * Promises: never waits, never allocates, never reads a clock. Time is the caller's monotonic milliseconds and never
 * goes back. Call from one thread.
 */
#pragma once
#include "tk/arbiter.h"
#include "tk/mqtt.h"
#include "tk/port.h"
#include "tk/settings.h"

#define TK_MAX_DEVICES 16   /* WIRE.md: a node carries 1 to 16 devices */
#define TK_OUTBOX      32   /* statuses waiting for the broker's acknowledgement; twice one picture of all devices */
#define TK_TX          1536 /* longest packet out: a heartbeat with the settings of 16 devices, under 1300 bytes */

#define TK_HEARTBEAT_MS  30000
#define TK_KEEP_ALIVE_S  30
#define TK_PING_AFTER_MS 15000 /* of silence from the broker */
#define TK_SILENCE_MS    25000 /* after which the link is dead, before the broker's own 45 s */
#define TK_CONNACK_MS    10000

typedef struct {
    tk_uuid_t id;
    uint8_t kind; /* tk_kind_t */
} tk_device_config_t;

/* Must outlive the node. */
typedef struct {
    const tk_board_t *board;
    tk_uuid_t node_id;
    tk_uuid_t farm_id;
    uint32_t incarnation; /* given at claim */
    uint32_t boot;        /* persisted boot counter, raised by the port before init */
    uint32_t sensor_period_ms;
    const char *firmware_version;
    const char *boot_reason;
    tk_device_config_t device[TK_MAX_DEVICES];
    uint8_t devices;
} tk_node_config_t;

/* One status that the broker has not acknowledged yet. Kept as facts, written as JSON each time it is sent. */
typedef struct {
    uint64_t wall_ms;
    uint64_t off_at_wall_ms; /* 0: none */
    uint32_t seq;
    uint16_t packet;
    tk_uuid_t command;
    uint8_t device;
    uint8_t value;
    uint8_t previous;
    uint8_t cause;
    uint8_t result; /* TK_NO_RESULT: it answers no command */
    uint8_t error;
    bool picture; /* taken at a connect; nothing happened */
    bool sent;    /* at least once, on whatever connection */
} tk_status_t;

/* What an output is walking through. Lives in memory only: after a reset a device rests. */
typedef struct {
    tk_steps_t steps;
    uint8_t at;          /* the step that runs */
    uint64_t next_at_ms; /* when it ends */
} tk_sequence_t;

/* Which emergency stops hold for this node. schedules.md, "Who wins", 1 and 3. */
typedef struct {
    uint64_t version;   /* of the hub's message; 0: none heard since boot */
    uint64_t air_at_ms; /* when a stop from the app lets fans go */
    bool app;
    bool button;  /* another node's, the hub says so */
    bool pressed; /* our own */
} tk_stop_t;

typedef struct {
    tk_output_t out;
    tk_settings_t settings;
    uint64_t off_since_ms; /* end of its last run; 0: none since boot */
    tk_sequence_t sequence;
    uint64_t said_wall_ms; /* when it last said what it is */
    uint32_t said_seq;     /* 0: it has said nothing since boot */
    uint8_t cause;
    uint8_t ordered;       /* percent to go back to when the life rule ends */
    uint8_t air_after;     /* percent that a stopped fan goes back to; 0: it stays off */
    uint64_t air_until_ms; /* but not later than that; 0: until told */
    bool stuck;            /* the output did not follow; said once */
    bool read_ok;          /* sensors: the last sample was good */
    bool has_reading;
    uint64_t read_at_ms; /* of the last good sample */
    int32_t reading[TK_METRICS_PER_SENSOR];
} tk_device_t;

typedef enum { TK_SESSION_DOWN, TK_SESSION_GREETED, TK_SESSION_UP } tk_session_t;

typedef struct {
    const tk_node_config_t *config;
    const tk_port_t *port;
    int64_t wall_offset_ms; /* wall clock minus now */
    uint64_t started_ms;
    uint64_t now_ms;
    uint64_t sample_at_ms;
    uint64_t report_at_ms;
    uint64_t heartbeat_at_ms;
    uint64_t heard_ms; /* last byte from the broker */
    uint32_t seq;
    uint32_t noted[TK_NOTE_COUNT]; /* how often each note was made */
    uint16_t packet;
    tk_stop_t stop;
    uint8_t session; /* tk_session_t */
    bool pinged;
    uint8_t outbox_from;
    uint8_t outbox_count;
    tk_status_t outbox[TK_OUTBOX];
    tk_device_t device[TK_MAX_DEVICES];
    tk_seen_t seen;
    tk_json_t json; /* scratch while a command is read */
    tk_mqtt_reader_t rx;
    char topic[128];   /* scratch: the longest topic has 102 characters */
    char payload[1280]; /* scratch */
    uint8_t tx[TK_TX]; /* scratch */
} tk_node_t;

typedef enum {
    TK_LINK_UP,   /* bytes can flow to the broker */
    TK_LINK_DOWN, /* they no longer can */
    TK_RX,        /* bytes came */
    TK_WALL,      /* the wall clock became known or was set */
    TK_BUTTON,    /* position of the emergency stop button; may be told again and again */
} tk_event_kind_t;

typedef struct {
    tk_event_kind_t kind;
    const uint8_t *data; /* TK_RX */
    size_t len;
    int64_t wall_offset_ms; /* TK_WALL: wall clock minus monotonic */
    bool pressed;           /* TK_BUTTON */
} tk_event_t;

/* Sets every output off, reads the command memory back. 0, or negative when the configuration is impossible. */
int tk_node_init(tk_node_t *n, const tk_node_config_t *config, const tk_port_t *port, uint64_t now_ms);

void tk_node_event(tk_node_t *n, const tk_event_t *event, uint64_t now_ms);

/* Runs what is due; returns when to call again at the latest (monotonic ms). */
uint64_t tk_node_poll(tk_node_t *n, uint64_t now_ms);

/* Orderly end: outputs off, a retained "offline", DISCONNECT. */
void tk_node_stop(tk_node_t *n, uint64_t now_ms);
