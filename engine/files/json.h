/* json.h — JSON values: parsing untrusted text, access, construction
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value is owned by the list or object that contains it; freeing the root frees all
 * values. json-fields.h reads fields with checks, and with errors that name them.
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

/* Limits chosen by the caller; parsing fails as soon as one is exceeded. NULL stands for 64
 * levels and 16 million values. */
typedef struct {
  guint max_depth;   /* nesting of objects and lists; 64 at most */
  gsize max_values;  /* numbers, texts, objects, lists and so on together */
} HeedJsonLimits;

/* --- Reading. Error messages begin with what, the name of a file or a field, unless it is
 * NULL. --- */
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

/* --- Lookup. json may be NULL, which stands for an absent member. Texts and values are borrowed
 * and live as long as the root. --- */
HeedJsonKind    heed_json_get_kind     (const HeedJson        *json);
gboolean        heed_json_is_list      (const HeedJson        *json);
gboolean        heed_json_is_object    (const HeedJson        *json);

/* The number of elements of a list or an object, in file order; 0 for other kinds. */
guint           heed_json_get_n        (const HeedJson        *json);
const HeedJson *heed_json_get_nth      (const HeedJson        *json,
                                        guint                  i);
const HeedJson *heed_json_get_member   (const HeedJson        *json,
                                        const char            *name);

/* The name of the member in its object; NULL in a list. */
const char     *heed_json_get_name     (const HeedJson        *json);

/* Return NULL, or FALSE with *value unchanged, if the value is of another kind. 64.0 is a whole
 * number. */
const char     *heed_json_get_text     (const HeedJson        *json);
gboolean        heed_json_get_boolean  (const HeedJson        *json,
                                        gboolean              *value);
gboolean        heed_json_get_number   (const HeedJson        *json,
                                        double                *value);
gboolean        heed_json_get_whole    (const HeedJson        *json,
                                        gint64                *value);

/* Whether the number was written as a whole number, so that it is written as one again. */
gboolean        heed_json_is_whole     (const HeedJson        *json);

/* --- Construction. Setting a member replaces the member that had that name. --- */
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

/* Sets the name of the root in messages; NULL for none. */
void            heed_json_set_what     (HeedJson              *root,
                                        const char            *what);

/* Returns the object or list with that name, for modification; NULL if there is none. */
HeedJson       *heed_json_find         (HeedJson              *object,
                                        const char            *name);

/* Returns the name of a value in messages, "heed.config: encoder.layers", or that of its member
 * name, which need not exist; NULL for the value itself. */
char           *heed_json_dup_path     (const HeedJson        *json,
                                        const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJson, heed_json_free)

G_END_DECLS
