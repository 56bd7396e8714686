/* json-writer.h — writing JSON, one value after another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/values.h"

G_BEGIN_DECLS

/* Commas come by themselves. name is NULL within an array and for the outermost
 * value. Numbers are %.9g in the C locale; JSON has no NaN or infinity, so they
 * become null. Strings must be UTF-8; what is not becomes U+FFFD. */
typedef struct _HeedJsonWriter HeedJsonWriter;

HeedJsonWriter *heed_json_writer_new          (void);

/* A line for every value, two spaces further in than what it stands in. */
HeedJsonWriter *heed_json_writer_new_indented (void);
void            heed_json_writer_free         (HeedJsonWriter    *json);

void            heed_json_writer_begin_object (HeedJsonWriter    *json,
                                               const char        *name);
void            heed_json_writer_end_object   (HeedJsonWriter    *json);
void            heed_json_writer_begin_array  (HeedJsonWriter    *json,
                                               const char        *name);
void            heed_json_writer_end_array    (HeedJsonWriter    *json);

/* text NULL is null. */
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

/* value NULL is null. Its numbers keep all their digits. */
void            heed_json_writer_add_value    (HeedJsonWriter    *json,
                                               const char        *name,
                                               const HeedJson    *value);

/* json must be JSON already; a text that is not becomes a string. */
void            heed_json_writer_add_json     (HeedJsonWriter    *json,
                                               const char        *name,
                                               const char        *value);

/* What was written so far; lives until the next call. */
const char     *heed_json_writer_get_text     (HeedJsonWriter    *json);

/* A number as every output of heed-cli spells it; buffer is returned. */
#define HEED_NUMBER_BYTES G_ASCII_DTOSTR_BUF_SIZE

const char     *heed_json_format_number       (double             number,
                                               char               buffer[HEED_NUMBER_BYTES]);

/* All of a value: on one line, or indented. */
char           *heed_json_to_line             (const HeedJson    *json);
char           *heed_json_to_lines            (const HeedJson    *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonWriter, heed_json_writer_free)

G_END_DECLS
