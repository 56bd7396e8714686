/* json-fields.h — reading fields of a JSON object, with checks and errors that name them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every _read leaves the value unchanged if the object has no such field. If the field
 * has an invalid value, the error names the field and the value found:
 * HEED_ERROR_UNSUPPORTED, "heed.config: encoder.layers: expected a whole number from 0
 * to 64, found "six"".
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* Parses untrusted text that must be one object; what and limits are as for heed_json_parse(). */
HeedJson *heed_json_parse_object (const char            *what,
                                  const char            *text,
                                  gsize                  n_bytes,
                                  const HeedJsonLimits  *limits,
                                  GError               **error);

/* Describes a value for a message: a text in quotes, a number, "a list". */
char     *heed_json_describe     (const HeedJson        *json);

/* Return FALSE and set an error about one value, or about a field of object. */
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

/* Checks that the names of all fields are among known, which is NULL-terminated. */
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

/* choice is set to the index of one of names, which is NULL-terminated. */
gboolean  heed_json_read_choice  (const HeedJson        *object,
                                  const char            *name,
                                  const char *const     *names,
                                  guint                 *choice,
                                  GError               **error);

/* The same for a single value, such as an element of a list. */
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
