/* json-output.h — writing JSON, one value after another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* Commas come by themselves. name is NULL within an array and for the outermost
 * value. Numbers are %.9g in the C locale; JSON has no NaN or infinity, so they
 * become null. Strings must be UTF-8; what is not becomes U+FFFD. */
typedef struct _HeedJson HeedJson;

HeedJson   *heed_json_new          (void);
void        heed_json_free         (HeedJson           *json);

void        heed_json_begin_object (HeedJson           *json,
                                    const char         *name);
void        heed_json_end_object   (HeedJson           *json);
void        heed_json_begin_array  (HeedJson           *json,
                                    const char         *name);
void        heed_json_end_array    (HeedJson           *json);

/* text NULL is null. */
void        heed_json_add_string   (HeedJson           *json,
                                    const char         *name,
                                    const char         *text);
void        heed_json_add_number   (HeedJson           *json,
                                    const char         *name,
                                    double              number);
void        heed_json_add_count    (HeedJson           *json,
                                    const char         *name,
                                    guint64             count);
void        heed_json_add_boolean  (HeedJson           *json,
                                    const char         *name,
                                    gboolean            boolean);
void        heed_json_add_matrix   (HeedJson           *json,
                                    const char         *name,
                                    const HeedMatrix   *matrix);

/* json must be JSON already; a text that is not becomes a string. */
void        heed_json_add_json     (HeedJson           *json,
                                    const char         *name,
                                    const char         *value);

/* What was written so far; lives until the next call. */
const char *heed_json_get_text     (HeedJson           *json);

/* A number as every output of heed-cli spells it; buffer is returned. */
#define HEED_NUMBER_BYTES G_ASCII_DTOSTR_BUF_SIZE

const char *heed_json_format_number (double             number,
                                     char               buffer[HEED_NUMBER_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJson, heed_json_free)

G_END_DECLS
