/* json-writer.h — writing JSON, one value after another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/values.h"

G_BEGIN_DECLS

/* Commas are inserted automatically. name is NULL within an array and for the outermost value.
 * Numbers are written with %.9g in the C locale; NaN and infinity, which JSON does not have,
 * become null. Strings should be UTF-8; invalid bytes become U+FFFD. */
typedef struct _HeedJsonWriter HeedJsonWriter;

HeedJsonWriter *heed_json_writer_new          (void);

/* Writes each value on its own line, indented by two spaces per level. */
HeedJsonWriter *heed_json_writer_new_indented (void);
void            heed_json_writer_free         (HeedJsonWriter    *json);

void            heed_json_writer_begin_object (HeedJsonWriter    *json,
                                               const char        *name);
void            heed_json_writer_end_object   (HeedJsonWriter    *json);
void            heed_json_writer_begin_array  (HeedJsonWriter    *json,
                                               const char        *name);
void            heed_json_writer_end_array    (HeedJsonWriter    *json);

/* A NULL text is written as null. */
void            heed_json_writer_add_string   (HeedJsonWriter    *json,
                                               const char        *name,
                                               const char        *text);
void            heed_json_writer_add_number   (HeedJsonWriter    *json,
                                               const char        *name,
                                               double             number);
void            heed_json_writer_add_count    (HeedJsonWriter    *json,
                                               const char        *name,
                                               guint64            count);
void            heed_json_writer_add_boolean  (HeedJsonWriter    *json,
                                               const char        *name,
                                               gboolean           boolean);
void            heed_json_writer_add_matrix   (HeedJsonWriter    *json,
                                               const char        *name,
                                               const HeedMatrix  *matrix);

/* A NULL value is written as null. Its numbers keep all their digits. */
void            heed_json_writer_add_value    (HeedJsonWriter    *json,
                                               const char        *name,
                                               const HeedJson    *value);

/* json must be valid JSON; otherwise it is written as a string. */
void            heed_json_writer_add_json     (HeedJsonWriter    *json,
                                               const char        *name,
                                               const char        *value);

/* The text written so far; valid until the next call. */
const char     *heed_json_writer_get_text     (HeedJsonWriter    *json);

/* Formats a number as in all output of heed-cli; returns buffer. */
#define HEED_NUMBER_BYTES G_ASCII_DTOSTR_BUF_SIZE

const char     *heed_json_format_number       (double             number,
                                               char               buffer[HEED_NUMBER_BYTES]);

/* Write a whole value on one line, or indented. */
char           *heed_json_to_line             (const HeedJson    *json);
char           *heed_json_to_lines            (const HeedJson    *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonWriter, heed_json_writer_free)

G_END_DECLS
