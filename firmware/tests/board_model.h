/* board_model.h - a board with two slots, boot records and storage: its boot loader is tk_boot_choose, and the power
 * may go at every operation on flash. Who runs is remembered, so that a test can say what must never run. */
#pragma once
#include "flash_model.h"
#include "maker.h"
#include "tk/update.h"

#define MODEL_SECTORS 24
#define MODEL_SLOT    (MODEL_SECTORS * TK_UPDATE_SECTOR)
#define MODEL_RECORDS (2 * TK_BOOT_SECTOR)

typedef struct {
    /* Outlives a power cut. */
    flash_model_t flash; /* boot records, slot 0, slot 1 */
    uint8_t kept[sizeof(tk_kept_t)];
    size_t kept_len;
    int starts;
    int fouls;         /* starts of an image that was never marked valid, without its being on trial */
    bool confirmed[2]; /* what the slot holds was once marked valid, or came from the factory */
    /* Does not. */
    tk_update_t update;
    tk_update_port_t port;
    tk_identity_t self;
    uint64_t now;
    int running;
    bool wants_reset;
    bool fetching;
    uint32_t fetch_from;
    int fetches;
    /* The world. */
    const uint8_t *file; /* header and image; NULL: the server is away */
    uint32_t file_size;
    tk_fitness_t fit;
    bool deaf; /* the hub acknowledges nothing */
    tk_news_t said[64];
    int says;
    maker_key_t *key;
    long cut_in; /* operations until the power goes; negative: it stays */
    long operations;
    bool dark;
    bool overwrites; /* the mutant: choosing a slot writes the active record's sector */
} board_model_t;

/* Runs slot `running`, confirmed, version 1.0.0; the other slot holds remains. */
void board_new(board_model_t *b, int running);

/* Power on: the boot loader, then the image. */
void board_start(board_model_t *b);

/* Offers what file holds under an id that ends in `id`. */
void board_offer(board_model_t *b, int id);

/* One turn of the loop: fetched bytes, what is due, what is told; a reset if it was asked for. Time goes on by `ms`. */
void board_turn(board_model_t *b, uint64_t ms);

/* Turns until the update is over, the power is gone, or it takes too long: then false. */
bool board_settle(board_model_t *b);

/* The state that was told last, as on the wire; "" when nothing was. */
const char *board_last(const board_model_t *b);
const char *board_last_reason(const board_model_t *b);
