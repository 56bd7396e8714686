/* json.h — JSON: read from strangers, looked at, made
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value belongs to the list or object that it stands in, and all of them die
 * with the root. What json-fields.h reads out of it is checked and named.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedJson HeedJson;

typedef enum {
  HEED_JSON_NULL,
  HEED_JSON_BOOLEAN,
  HEED_JSON_NUMBER,
  HEED_JSON_TEXT,
  HEED_JSON_LIST,
  HEED_JSON_OBJECT
} HeedJsonKind;

/* What a caller has use for; more than that is refused as soon as it is met.
 * NULL stands for 64 levels and 16 million values. */
typedef struct {
  guint max_depth;   /* objects and lists in one another; 64 at most */
  gsize max_values;  /* numbers, texts, objects, lists and so on together */
} HeedJsonLimits;

/* --- Reading. Messages begin with what, the name of a file or of a field;
 * NULL: with nothing. --- */
HeedJson       *heed_json_parse        (const char            *what,
                                        const char            *text,
                                        gsize                  n_bytes,
                                        const HeedJsonLimits  *limits,
                                        GError               **error);
HeedJson       *heed_json_parse_bytes  (const char            *what,
                                        GBytes                *bytes,
                                        const HeedJsonLimits  *limits,
                                        GError               **error);
HeedJson       *heed_json_load         (const char            *path,
                                        const HeedJsonLimits  *limits,
                                        GError               **error);

/* --- Looking. json may be NULL everywhere, which is what an absent member is.
 * Texts and values live as long as the root. --- */
HeedJsonKind    heed_json_get_kind     (const HeedJson        *json);
gboolean        heed_json_is_list      (const HeedJson        *json);
gboolean        heed_json_is_object    (const HeedJson        *json);

/* Of a list or an object, in the order of the text; 0 of anything else. */
guint           heed_json_get_n        (const HeedJson        *json);
const HeedJson *heed_json_get_nth      (const HeedJson        *json,
                                        guint                  i);
const HeedJson *heed_json_get_member   (const HeedJson        *json,
                                        const char            *name);

/* What the object calls it; NULL within a list. */
const char     *heed_json_get_name     (const HeedJson        *json);

/* NULL, or FALSE with *value as it was, if it is no such thing. 64.0 is a whole
 * number. */
const char     *heed_json_get_text     (const HeedJson        *json);
gboolean        heed_json_get_boolean  (const HeedJson        *json,
                                        gboolean              *value);
gboolean        heed_json_get_number   (const HeedJson        *json,
                                        double                *value);
gboolean        heed_json_get_whole    (const HeedJson        *json,
                                        gint64                *value);

/* Whether it was written as a whole number, so that it is again. */
gboolean        heed_json_is_whole     (const HeedJson        *json);

/* --- Making. A name is taken once: what was called so before is gone. --- */
HeedJson       *heed_json_new_object   (void);
HeedJson       *heed_json_new_list     (void);
HeedJson       *heed_json_new_text     (const char            *text);
HeedJson       *heed_json_new_whole    (gint64                 value);
HeedJson       *heed_json_new_number   (double                 value);
HeedJson       *heed_json_new_boolean  (gboolean               value);
HeedJson       *heed_json_new_null     (void);
HeedJson       *heed_json_copy         (const HeedJson        *json);
void            heed_json_free         (HeedJson              *json);

/* value: (transfer full): a root */
void            heed_json_set          (HeedJson              *object,
                                        const char            *name,
                                        HeedJson              *value);
HeedJson       *heed_json_set_object   (HeedJson              *object,
                                        const char            *name);
HeedJson       *heed_json_set_list     (HeedJson              *object,
                                        const char            *name);
void            heed_json_set_text     (HeedJson              *object,
                                        const char            *name,
                                        const char            *text);
void            heed_json_set_whole    (HeedJson              *object,
                                        const char            *name,
                                        gint64                 value);
void            heed_json_set_number   (HeedJson              *object,
                                        const char            *name,
                                        double                 value);
void            heed_json_set_float    (HeedJson              *object,
                                        const char            *name,
                                        float                  value);
void            heed_json_set_boolean  (HeedJson              *object,
                                        const char            *name,
                                        gboolean               value);
void            heed_json_remove       (HeedJson              *object,
                                        const char            *name);
void            heed_json_add          (HeedJson              *list,
                                        HeedJson              *value);
HeedJson       *heed_json_add_list     (HeedJson              *list);
HeedJson       *heed_json_add_object   (HeedJson              *list);
void            heed_json_add_text     (HeedJson              *list,
                                        const char            *text);
void            heed_json_add_whole    (HeedJson              *list,
                                        gint64                 value);

/* What messages call the root; NULL: nothing. */
void            heed_json_set_what     (HeedJson              *root,
                                        const char            *what);

/* The object or list called name, to change it; NULL if there is none. */
HeedJson       *heed_json_find         (HeedJson              *object,
                                        const char            *name);

/* What messages call it, "heed.config: encoder.layers", or its member name, which
 * need not be there; NULL: itself. */
char           *heed_json_dup_path     (const HeedJson        *json,
                                        const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJson, heed_json_free)

G_END_DECLS
