/* tk/spool.h - readings on flash until the hub has them: a ring of 32-byte records, the oldest lost first, and counted.
 *
 * Owns:     the flash behind tk_port_t's spool functions.
 * Promises: a power cut at any byte loses at most the record that was being written, and the marks of some that were
 * already delivered: those come again, and a reading that comes twice is known by its time. No allocation.
 *
 * Layout: sectors of 4 KiB, each with a head (magic, number, CRC) and 127 records. Sector number N lies at N modulo the
 * count, so a place is one number that only grows. A record is written whole and is never changed but for its last
 * byte, which is cleared when it is delivered: flash can clear bits without erasing.
 */
#pragma once
#include "tk/port.h"

#define TK_SPOOL_SECTOR  4096
#define TK_SPOOL_RECORD  32
#define TK_SPOOL_RECORDS (TK_SPOOL_SECTOR / TK_SPOOL_RECORD - 1)

/* 72 hours of one sensor each 30 s are 8,640 records; 320 KiB hold 10,033 besides the sector that is being written. */
#define TK_SPOOL_SIZE (320 * 1024)

typedef struct {
    uint64_t time_ms; /* UTC when wall, else since the start of that boot */
    uint32_t boot;
    uint32_t seq;
    int32_t milli[TK_METRICS_PER_SENSOR];
    uint16_t device; /* short for its id, tk_spool_device */
    bool wall;
    bool mean; /* of five minutes */
} tk_record_t;

typedef struct {
    uint32_t head;    /* place of the next record */
    uint32_t tail;    /* nothing before it waits */
    uint32_t waiting; /* written and not delivered */
    uint32_t dropped; /* lost because the ring was full, since boot */
    uint16_t sectors; /* 0: there is no flash, or it does not work */
} tk_spool_t;

uint16_t tk_spool_device(const tk_uuid_t *id);

/* Finds what a reset has left. Reads the whole ring once. */
void tk_spool_open(tk_spool_t *s, const tk_port_t *port);

/* 0, or negative when flash failed; the place is then used up. *place is where it lies. */
int tk_spool_add(tk_spool_t *s, const tk_port_t *port, const tk_record_t *r, uint32_t *place);

/* The first waiting record at or after *place. True: *place is its own. False: there is none, *place is the head. */
bool tk_spool_next(const tk_spool_t *s, const tk_port_t *port, uint32_t *place, tk_record_t *r);

/* It is delivered. */
void tk_spool_done(tk_spool_t *s, const tk_port_t *port, uint32_t place);
