/* fields.h — members of a description, read and written one by one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each _parse leaves the value as it is if json has no such member, and says
 * which member it was if that is no such thing: HEED_ERROR_UNSUPPORTED.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HEED_MAX_WIDTH      16384
#define HEED_MAX_VOCABULARY 4000000

/* names ends in NULL; choice is the index of one of them. */
gboolean heed_field_parse_choice  (JsonObject         *json,
                                   const char         *key,
                                   const char *const  *names,
                                   guint              *choice,
                                   GError            **error);
gboolean heed_field_parse_count   (JsonObject         *json,
                                   const char         *key,
                                   guint               limit,
                                   guint              *count,
                                   GError            **error);
gboolean heed_field_parse_float   (JsonObject         *json,
                                   const char         *key,
                                   float               least,
                                   float               most,
                                   float              *value,
                                   GError            **error);
gboolean heed_field_parse_boolean (JsonObject         *json,
                                   const char         *key,
                                   gboolean           *value,
                                   GError            **error);

/* is_right, or FALSE with the formatted message. */
gboolean heed_field_check         (gboolean            is_right,
                                   GError            **error,
                                   const char         *format,
                                   ...) G_GNUC_PRINTF (3, 4);

void     heed_field_add_text      (JsonBuilder        *builder,
                                   const char         *key,
                                   const char         *text);
void     heed_field_add_count     (JsonBuilder        *builder,
                                   const char         *key,
                                   guint               count);
void     heed_field_add_float     (JsonBuilder        *builder,
                                   const char         *key,
                                   float               value);
void     heed_field_add_boolean   (JsonBuilder        *builder,
                                   const char         *key,
                                   gboolean            value);

G_END_DECLS
