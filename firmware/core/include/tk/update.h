/* tk/update.h - a node that replaces its own firmware: offer, download, check, trial, and the way back.
 *
 * IDLE -> DOWNLOAD -> VERIFY -> ARMED -> REBOOT -> SELF_TEST -> CONFIRMED | ROLLED_BACK, or FAILED before the reboot.
 *
 * Owns:     tk_update_t, and the slot that does not run. The port owns the memory: a node without it takes no updates.
 * Uses:     tk_update_port_t. Never waits, never allocates.
 * Promises: only a signed image for this board, newer than what runs, is ever started. A cut anywhere leaves an image
 * that runs. What was started on trial is confirmed only after it has read its sensors, kept its settings, run its
 * loop in time and been heard by the hub; else the old one comes back. The floor of security versions rises only after
 * that. Source:   wire.md "Firmware over the air"; facts/firmware.md 4.
 *
 * A slot holds the image at 0 and its 256-byte header at the beginning of the last sector: written when all of the
 * image is there and hashed, erased before the first byte of the next.
 */
#pragma once
#include "tk/backoff.h"
#include "tk/boot.h"
#include "tk/image.h"
#include "tk/text.h"

#define TK_UPDATE_URL    200   /* longest url */
#define TK_UPDATE_BLOCK  256   /* bytes written at once */
#define TK_UPDATE_SECTOR 4096  /* bytes erased at once */
#define TK_UPDATE_SAVE   65536 /* progress is kept that often; sectors behind it are written anew after a reset */
#define TK_UPDATE_TRIES  3     /* starts of one image that the boot loader lost the record of */

#define TK_TRIAL_MS  900000 /* the self-test must be over by then */
#define TK_STEADY_MS 60000  /* the loop must have run so long without being late */
#define TK_LATE_MS   1000   /* what late is */

typedef enum {
    TK_UPDATE_IDLE,
    TK_UPDATE_DOWNLOAD,
    TK_UPDATE_VERIFY,
    TK_UPDATE_ARMED,  /* waits until nothing runs that a reset must not interrupt */
    TK_UPDATE_REBOOT, /* kept: the next start is the new image, or tells why not */
    TK_UPDATE_SELF_TEST,
    TK_UPDATE_CONFIRMED,
    TK_UPDATE_ROLLED_BACK,
    TK_UPDATE_FAILED,
} tk_update_state_t;

typedef struct {
    tk_uuid_t id;
    uint64_t not_before_ms; /* UTC; 0: at once */
    uint64_t not_after_ms;  /* UTC; 0: for ever */
    uint32_t size;          /* of the file: header and image */
    uint8_t header[TK_HEADER];
    char url[TK_UPDATE_URL + 1];
} tk_offer_t;

/* How a fetch ended. */
typedef enum {
    TK_FETCH_AWAY,    /* not there, broken off: try again later, from where we are */
    TK_FETCH_REFUSED, /* the server will never give it: not found, forbidden, of another size */
} tk_fetch_end_t;

typedef struct {
    void *ctx;
    tk_crypto_t crypto;

    /* Bytes of a slot, a multiple of TK_UPDATE_SECTOR. Slots are 0 and 1; only the one that does not run is written. */
    uint32_t slot_size;
    int (*slot_read)(void *ctx, int slot, uint32_t at, uint8_t *data, size_t len);
    int (*slot_write)(void *ctx, int slot, uint32_t at, const uint8_t *data, size_t len);
    int (*slot_erase)(void *ctx, int slot, uint32_t at);

    /* tk/boot.h, or the chip's own. 0 or negative. */
    tk_boot_state_t (*boot_state)(void *ctx, int slot);
    int (*set_next)(void *ctx, int slot);
    int (*confirm)(void *ctx, int running);
    int (*give_up)(void *ctx, int running);

    /* What an update must remember over a reset. Replaced as a whole: the old one or the new one, never half. */
    int (*keep)(void *ctx, const uint8_t *data, size_t len);
    size_t (*recall)(void *ctx, uint8_t *data, size_t cap); /* 0: nothing */

    /* Begins to fetch the file from byte `from` to its end. Bytes and the end come back as tk_update_data and
     * tk_update_end, never from inside this call. */
    void (*fetch)(void *ctx, const char *url, uint32_t from);
    void (*stop_fetch)(void *ctx);

    uint32_t (*random)(void *ctx);

    /* Restarts the board. May return; then the port must do it soon. */
    void (*reset)(void *ctx);
} tk_update_port_t;

/* What the node knows at the moment. */
typedef struct {
    uint64_t wall_ms;    /* UTC; 0: not known */
    bool up;             /* the hub hears us */
    bool rests;          /* nothing runs that a reset must not interrupt */
    uint16_t sensors;    /* one bit a device: a sensor with a good reading */
    uint16_t configured; /* one bit a device: has settings */
    uint16_t stuck;      /* one bit a device: an output that does not follow */
} tk_fitness_t;

/* What the hub is to be told. */
typedef struct {
    tk_uuid_t id;
    const char *state;  /* as on the wire */
    const char *reason; /* NULL: none */
    uint16_t version[3];
    uint32_t received; /* bytes of the file */
    uint32_t size;
} tk_news_t;

/* An offer that was refused while something else is the current one. */
typedef struct {
    tk_uuid_t id;
    uint16_t packet;
    uint8_t state;  /* tk_update_state_t */
    uint8_t reason; /* tk_reason_t; 0: nothing to say */
} tk_refusal_t;

/* What an update remembers over a reset, as it lies in memory: it is read by the chip that wrote it. */
typedef struct {
    uint32_t format; /* of what follows the floor */
    uint32_t floor;  /* lowest security version that is taken. Here in every format to come: an older image keeps it */
    uint32_t received; /* bytes of the image in the slot */
    uint16_t sensors;  /* before the reboot; a new image must do no worse */
    uint16_t configured;
    uint16_t stuck;
    uint8_t state;  /* tk_update_state_t */
    uint8_t reason; /* tk_reason_t */
    uint8_t target; /* slot that the update is for */
    uint8_t tries;
    bool told;     /* the hub has acknowledged the state */
    tk_uuid_t bad; /* the update that was rolled back last */
    tk_offer_t offer;
    uint32_t sum; /* CRC-32 of all before it */
} tk_kept_t;

typedef struct {
    const tk_identity_t *self;
    const tk_update_port_t *port;
    uint64_t now_ms;
    uint64_t next_ms;   /* DOWNLOAD: next try. REBOOT: not later */
    uint64_t trial_ms;  /* when the self-test began */
    uint64_t steady_ms; /* since when the loop has been in time */
    uint64_t due_ms;    /* when the loop wanted to come back */
    tk_backoff_t backoff;
    uint32_t checked; /* VERIFY: bytes that were hashed */
    tk_kept_t kept;
    tk_header_t header; /* of the offer */
    tk_refusal_t refusal;
    uint16_t filled; /* bytes of block that wait to be written */
    uint16_t packet; /* under which the state was told; 0: it is not under way */
    uint8_t slot;    /* that runs */
    bool fetching;
    bool fresh;                     /* the state is to be told */
    bool gone;                      /* the reset was asked for */
    uint8_t block[TK_UPDATE_BLOCK]; /* on its way to flash, or back */
    tk_offer_t next;                /* an offer that is being read */
} tk_update_t;

/* Reads back what a reset has left; decides whether the image in slot `running` is on trial, or has come back. */
void tk_update_init(tk_update_t *u, const tk_identity_t *self, const tk_update_port_t *port, int running,
                    uint64_t now_ms);

/* Judges u->next. A known id is answered with what is known of it. */
void tk_update_offer(tk_update_t *u, const tk_fitness_t *fit, uint64_t now_ms);

void tk_update_data(tk_update_t *u, const uint8_t *data, size_t len, uint64_t now_ms);
void tk_update_end(tk_update_t *u, tk_fetch_end_t how, uint64_t now_ms);

/* Does what is due; returns when to call again at the latest. */
uint64_t tk_update_poll(tk_update_t *u, const tk_fitness_t *fit, uint64_t now_ms);

/* True: *out is to be told, at QoS 1, under a packet id that the caller puts in *packet. */
bool tk_update_news(tk_update_t *u, tk_news_t *out, uint16_t **packet);
void tk_update_acknowledged(tk_update_t *u, uint16_t packet);
void tk_update_connected(tk_update_t *u); /* what was not acknowledged is told again */
