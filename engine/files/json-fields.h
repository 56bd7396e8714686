/* json-fields.h — fields of a JSON object, each checked, and named when it is wrong
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every _read leaves the value as it is if the object has no such field, and
 * says which field it was and what it found if that is not what it may be:
 * HEED_ERROR_UNSUPPORTED, "heed.config: encoder.layers: expected a whole number
 * from 0 to 64, found "six"".
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* A text that must be one object, from strangers; what and limits as in
 * heed_json_parse(). */
HeedJson *heed_json_parse_object (const char            *what,
                                  const char            *text,
                                  gsize                  n_bytes,
                                  const HeedJsonLimits  *limits,
                                  GError               **error);

/* What stands there, for a message: a text in quotes, a number, "a list". */
char     *heed_json_describe     (const HeedJson        *json);

/* FALSE, with an error about one value, or about a field of object. */
gboolean  heed_json_refuse       (const HeedJson        *json,
                                  const char            *expected,
                                  GError               **error);
gboolean  heed_json_refuse_field (const HeedJson        *object,
                                  const char            *name,
                                  const char            *expected,
                                  GError               **error);

/* Fails with an error that names the field if it is absent. */
gboolean  heed_json_require      (const HeedJson        *object,
                                  const char            *name,
                                  GError               **error);

/* The names of all fields must be among known, which ends in NULL. */
gboolean  heed_json_check_names  (const HeedJson        *object,
                                  const char *const     *known,
                                  GError               **error);

gboolean  heed_json_read_count   (const HeedJson        *object,
                                  const char            *name,
                                  guint                  least,
                                  guint                  most,
                                  guint                 *value,
                                  GError               **error);
gboolean  heed_json_read_number  (const HeedJson        *object,
                                  const char            *name,
                                  double                 least,
                                  double                 most,
                                  double                *value,
                                  GError               **error);
gboolean  heed_json_read_float   (const HeedJson        *object,
                                  const char            *name,
                                  double                 least,
                                  double                 most,
                                  float                 *value,
                                  GError               **error);
gboolean  heed_json_read_boolean (const HeedJson        *object,
                                  const char            *name,
                                  gboolean              *value,
                                  GError               **error);
gboolean  heed_json_read_text    (const HeedJson        *object,
                                  const char            *name,
                                  const char           **value,
                                  GError               **error);
gboolean  heed_json_read_object  (const HeedJson        *object,
                                  const char            *name,
                                  const HeedJson       **value,
                                  GError               **error);
gboolean  heed_json_read_list    (const HeedJson        *object,
                                  const char            *name,
                                  const HeedJson       **value,
                                  GError               **error);

/* choice is the index of one of names, which end in NULL. */
gboolean  heed_json_read_choice  (const HeedJson        *object,
                                  const char            *name,
                                  const char *const     *names,
                                  guint                 *choice,
                                  GError               **error);

/* The same of a value that is there, as those in a list are. */
gboolean  heed_json_take_count   (const HeedJson        *json,
                                  guint                  least,
                                  guint                  most,
                                  guint                 *value,
                                  GError               **error);
gboolean  heed_json_take_choice  (const HeedJson        *json,
                                  const char *const     *names,
                                  guint                 *choice,
                                  GError               **error);
gboolean  heed_json_take_text    (const HeedJson        *json,
                                  const char           **value,
                                  GError               **error);

G_END_DECLS
