/* members.h — members of a JSON object, each checked and named when it is wrong
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Every one sets HEED_ERROR_UNSUPPORTED and returns FALSE if the member is not
 * what it may be; what is absent leaves the value as it is. */
gboolean heed_members_refuse  (GError             **error,
                               const char          *what,
                               const char          *expected,
                               const char          *found);
gboolean heed_members_check   (JsonObject          *json,
                               const char          *what,
                               const char *const   *known,
                               GError             **error);
gboolean heed_members_object  (JsonObject          *json,
                               const char          *key,
                               const char *const   *known,
                               JsonObject         **object,
                               GError             **error);
gboolean heed_members_number  (JsonObject          *json,
                               const char          *key,
                               double               least,
                               double               most,
                               double              *number,
                               GError             **error);
gboolean heed_members_float   (JsonObject          *json,
                               const char          *key,
                               double               least,
                               double               most,
                               float               *value,
                               GError             **error);
gboolean heed_members_count   (JsonObject          *json,
                               const char          *key,
                               guint                least,
                               guint                most,
                               guint               *value,
                               GError             **error);
gboolean heed_members_boolean (JsonObject          *json,
                               const char          *key,
                               gboolean            *value,
                               GError             **error);

/* A text of the object's own. */
gboolean heed_members_text    (JsonObject          *json,
                               const char          *key,
                               const char         **text,
                               GError             **error);

/* Which of names it is. */
gboolean heed_members_choice  (JsonObject          *json,
                               const char          *key,
                               const char *const   *names,
                               guint               *choice,
                               GError             **error);

G_END_DECLS
