#include "tk/spool.h"
#include "bytes.h"

#define HEAD_MAGIC   0x534Bu
#define RECORD_MAGIC 0x52
#define WALL         1u
#define MEAN         2u
#define SUM_AT       28 /* 24 bits of CRC over what is before */
#define DONE_AT      31

uint16_t tk_spool_device(const tk_uuid_t *id)
{
    return (uint16_t)tk_crc32(id->b, sizeof id->b);
}

static uint32_t sector_of(const tk_spool_t *s, uint32_t number)
{
    return number % s->sectors * TK_SPOOL_SECTOR;
}

static uint32_t address(const tk_spool_t *s, uint32_t place)
{
    return sector_of(s, place / TK_SPOOL_RECORDS) + (place % TK_SPOOL_RECORDS + 1) * TK_SPOOL_RECORD;
}

static void seal(uint8_t b[TK_SPOOL_RECORD])
{
    uint32_t sum = tk_crc32(b, SUM_AT);
    b[SUM_AT] = (uint8_t)sum;
    b[SUM_AT + 1] = (uint8_t)(sum >> 8);
    b[SUM_AT + 2] = (uint8_t)(sum >> 16);
    b[DONE_AT] = 0xFF;
}

static bool sealed(const uint8_t b[TK_SPOOL_RECORD])
{
    uint32_t sum = tk_crc32(b, SUM_AT);
    return b[SUM_AT] == (uint8_t)sum && b[SUM_AT + 1] == (uint8_t)(sum >> 8) && b[SUM_AT + 2] == (uint8_t)(sum >> 16);
}

static bool empty(const uint8_t b[TK_SPOOL_RECORD])
{
    for (int i = 0; i < TK_SPOOL_RECORD; i++) {
        if (b[i] != 0xFF) {
            return false;
        }
    }
    return true;
}

/* Number of the sector that lies at index, or 0. */
static uint32_t number_at(const tk_spool_t *s, const tk_port_t *port, uint32_t index)
{
    uint8_t b[TK_SPOOL_RECORD];
    if (port->spool_read(port->ctx, index * TK_SPOOL_SECTOR, b, sizeof b) < 0 || tk_get16(b) != HEAD_MAGIC ||
        !sealed(b)) {
        return 0;
    }
    uint32_t number = tk_get32(b + 4);
    return number % s->sectors == index ? number : 0;
}

static int begin_sector(const tk_spool_t *s, const tk_port_t *port, uint32_t number)
{
    uint8_t b[TK_SPOOL_RECORD];
    for (int i = 0; i < TK_SPOOL_RECORD; i++) {
        b[i] = 0;
    }
    tk_put16(b, HEAD_MAGIC);
    tk_put32(b + 4, number);
    seal(b);
    if (port->spool_erase(port->ctx, sector_of(s, number)) < 0) {
        return -1;
    }
    return port->spool_write(port->ctx, sector_of(s, number), b, sizeof b);
}

static bool read(const tk_spool_t *s, const tk_port_t *port, uint32_t place, tk_record_t *r)
{
    uint8_t b[TK_SPOOL_RECORD];
    if (port->spool_read(port->ctx, address(s, place), b, sizeof b) < 0 || b[0] != RECORD_MAGIC || b[DONE_AT] != 0xFF ||
        !sealed(b)) {
        return false;
    }
    r->wall = (b[1] & WALL) != 0;
    r->mean = (b[1] & MEAN) != 0;
    r->device = tk_get16(b + 2);
    r->time_ms = tk_get64(b + 4);
    r->boot = tk_get32(b + 12);
    r->seq = tk_get32(b + 16);
    r->milli[0] = (int32_t)tk_get32(b + 20);
    r->milli[1] = (int32_t)tk_get32(b + 24);
    return true;
}

bool tk_spool_next(const tk_spool_t *s, const tk_port_t *port, uint32_t *place, tk_record_t *r)
{
    *place = *place < s->tail ? s->tail : *place;
    for (; *place < s->head; (*place)++) {
        if (read(s, port, *place, r)) {
            return true;
        }
    }
    return false;
}

static void count(tk_spool_t *s, const tk_port_t *port)
{
    tk_record_t r;
    uint32_t place = s->tail;
    bool first = true;
    s->waiting = 0;
    while (tk_spool_next(s, port, &place, &r)) {
        s->tail = first ? place : s->tail;
        first = false;
        s->waiting++;
        place++;
    }
    s->tail = first ? s->head : s->tail;
}

/* The place after the last one that was written, whole or not. */
static uint32_t end_of(const tk_spool_t *s, const tk_port_t *port, uint32_t number)
{
    uint32_t end = number * TK_SPOOL_RECORDS;
    for (uint32_t i = 0; i < TK_SPOOL_RECORDS; i++) {
        uint8_t b[TK_SPOOL_RECORD];
        uint32_t place = number * TK_SPOOL_RECORDS + i;
        if (port->spool_read(port->ctx, address(s, place), b, sizeof b) >= 0 && !empty(b)) {
            end = place + 1;
        }
    }
    return end;
}

void tk_spool_open(tk_spool_t *s, const tk_port_t *port)
{
    uint32_t newest = 0;
    tk_zero(s, sizeof *s);
    if (port->spool_size < 2 * TK_SPOOL_SECTOR) {
        return;
    }
    s->sectors = (uint16_t)(port->spool_size / TK_SPOOL_SECTOR);
    for (uint32_t i = 0; i < s->sectors; i++) {
        uint32_t number = number_at(s, port, i);
        newest = number > newest ? number : newest;
    }
    if (newest == 0) {
        s->head = s->sectors * (uint32_t)TK_SPOOL_RECORDS; /* the first number at sector 0 that is not 0 */
        s->tail = s->head;
        return;
    }
    uint32_t oldest = newest;
    while (newest - oldest + 1 < s->sectors && number_at(s, port, (oldest - 1) % s->sectors) == oldest - 1) {
        oldest--;
    }
    s->head = end_of(s, port, newest);
    s->tail = oldest * TK_SPOOL_RECORDS;
    count(s, port);
}

/* The sector before us is the oldest: what waits in it is lost. */
static void make_room(tk_spool_t *s, const tk_port_t *port, uint32_t number)
{
    tk_record_t r;
    uint32_t keep = (number - s->sectors + 1) * TK_SPOOL_RECORDS;
    uint32_t place = s->tail;
    while (tk_spool_next(s, port, &place, &r) && place < keep) {
        s->dropped++;
        s->waiting--;
        place++;
    }
    s->tail = s->tail < keep ? keep : s->tail;
}

int tk_spool_add(tk_spool_t *s, const tk_port_t *port, const tk_record_t *r, uint32_t *place)
{
    uint8_t b[TK_SPOOL_RECORD];
    if (s->sectors == 0) {
        return -1;
    }
    if (s->head % TK_SPOOL_RECORDS == 0) {
        make_room(s, port, s->head / TK_SPOOL_RECORDS);
        if (begin_sector(s, port, s->head / TK_SPOOL_RECORDS) < 0) {
            return -1;
        }
    }
    b[0] = RECORD_MAGIC;
    b[1] = (uint8_t)((r->wall ? WALL : 0u) | (r->mean ? MEAN : 0u));
    tk_put16(b + 2, r->device);
    tk_put64(b + 4, r->time_ms);
    tk_put32(b + 12, r->boot);
    tk_put32(b + 16, r->seq);
    tk_put32(b + 20, (uint32_t)r->milli[0]);
    tk_put32(b + 24, (uint32_t)r->milli[1]);
    seal(b);
    *place = s->head++;
    if (port->spool_write(port->ctx, address(s, *place), b, sizeof b) < 0) {
        return -1;
    }
    s->waiting++;
    return 0;
}

void tk_spool_done(tk_spool_t *s, const tk_port_t *port, uint32_t place)
{
    static const uint8_t done = 0;
    tk_record_t r;
    if (place < s->tail || place >= s->head || !read(s, port, place, &r)) {
        return; /* dropped meanwhile, or delivered twice */
    }
    /* When the mark fails it is delivered once more after a reset. */
    port->spool_write(port->ctx, address(s, place) + DONE_AT, &done, 1);
    s->waiting -= s->waiting > 0 ? 1 : 0;
    if (place == s->tail) {
        s->tail++;
        tk_spool_next(s, port, &s->tail, &r);
    }
}
