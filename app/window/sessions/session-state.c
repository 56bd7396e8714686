/* session-state.c — converting the state of a document to a session file, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options are stored by the names of their properties, so that a new one needs no code
 * here. Unknown options in a file are ignored.
 */

#include "app/window/sessions/session-state.h"

#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"

/* --- Options -------------------------------------------------------------- */

static char *
value_to_text (const GValue *value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (G_VALUE_HOLDS_ENUM (value))
    {
      g_autoptr(GEnumClass) names = g_type_class_ref (G_VALUE_TYPE (value));

      return g_strdup (g_enum_get_value (names, g_value_get_enum (value))->value_nick);
    }

  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");

  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_strdup (g_ascii_dtostr (digits, sizeof digits, g_value_get_double (value)));

  if (G_VALUE_HOLDS_UINT (value))
    return g_strdup_printf ("%u", g_value_get_uint (value));

  return G_VALUE_HOLDS_STRING (value) ? g_value_dup_string (value) : NULL;
}

static gboolean
read_enum (const char *text,
           GValue     *value)
{
  g_autoptr(GEnumClass) names = g_type_class_ref (G_VALUE_TYPE (value));
  const GEnumValue *named = g_enum_get_value_by_nick (names, text);

  if (named != NULL)
    g_value_set_enum (value, named->value);

  return named != NULL;
}

static gboolean
read_double (const char *text,
             GValue     *value)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  g_value_set_double (value, number);

  return end != text && *end == '\0' && number == number;
}

static gboolean
read_uint (const char *text,
           GValue     *value)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    return FALSE;

  g_value_set_uint (value, (guint) number);

  return TRUE;
}

static gboolean
text_to_value (const char *text,
               GValue     *value)
{
  if (G_VALUE_HOLDS_ENUM (value))
    return read_enum (text, value);

  if (G_VALUE_HOLDS_DOUBLE (value))
    return read_double (text, value);

  if (G_VALUE_HOLDS_UINT (value))
    return read_uint (text, value);

  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, g_str_equal (text, "true"));
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, text);
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_option (const GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE &&
         (pspec->flags & G_PARAM_CONSTRUCT_ONLY) == 0;
}

static void
take_options (HeedSessionFile *file,
              GObject         *options)
{
  guint n_properties;
  g_autofree GParamSpec **properties =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (options), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    if (is_option (properties[i]))
      {
        g_auto(GValue) value = G_VALUE_INIT;
        char *text;

        g_object_get_property (options, properties[i]->name, &value);
        text = value_to_text (&value);
        if (text != NULL)
          g_hash_table_insert (file->options, g_strdup (properties[i]->name), text);
      }
}

/**
 * heed_session_state_set_options:
 * @options: (nullable): the object whose properties are set
 *
 * Values out of range are clamped, as for any property.
 */
void
heed_session_state_set_options (HeedSessionFile *file,
                                GObject         *options)
{
  GHashTableIter iter;
  gpointer name, text;

  if (options == NULL)
    return;

  g_hash_table_iter_init (&iter, file->options);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (options), name);
      g_auto(GValue) value = G_VALUE_INIT;

      if (pspec == NULL || !is_option (pspec))
        continue;

      g_value_init (&value, pspec->value_type);
      if (text_to_value (text, &value))
        g_object_set_property (options, name, &value);
    }
}

/* --- Taking --------------------------------------------------------------- */

static void
take_changes (HeedSessionFile *file,
              HeedChangeList  *list)
{
  for (guint i = 0; i < heed_change_list_get_n (list); i++)
    g_ptr_array_add (file->changes, heed_change_new (heed_change_list_get (list, i)));
}

static void
take_place (HeedSessionFile  *file,
            HeedDocumentView *view)
{
  file->site = heed_document_view_get_site (view);
  file->heads = heed_document_view_get_heads (view);
  file->row = heed_document_view_get_row (view);
  file->column = heed_document_view_get_column (view);
  file->n_played = heed_document_view_get_n_played (view);
}

/**
 * heed_session_state_take:
 * @options: (nullable): an object whose properties are the drawing options
 *
 * Returns: (transfer full): the present state, without the SHA-256 of the model
 */
HeedSessionFile *
heed_session_state_take (HeedDocument *document,
                         GObject      *options)
{
  HeedSessionFile *file = heed_session_file_new ();

  file->model.path = g_strdup (heed_document_get_model_path (document));
  file->model.description = g_strdup (heed_document_get_model_description (document));
  g_free (file->text);
  file->text = g_strdup (heed_document_get_text (document));
  file->decoding = *heed_document_get_decoding (document);
  take_changes (file, heed_document_get_changes (document));
  take_place (file, heed_document_get_view (document));
  if (options != NULL)
    take_options (file, options);

  return file;
}

/* --- Setting -------------------------------------------------------------- */

/* Clamps the site, since the model may have been replaced by one with fewer layers or heads. */
static void
set_site (HeedSessionFile  *file,
          HeedModel        *model,
          HeedDocumentView *view)
{
  if (heed_model_get_n_layers (model, file->site.kind) == 0)
    return;

  heed_document_view_set_site (view, heed_document_view_clamp_site (view, file->site));
  if (file->site.head == HEED_HEAD_MEAN && file->heads != 0)
    heed_document_view_set_heads (view, file->heads);
}

/**
 * heed_session_state_set_sentence:
 *
 * Sets the sentence, the decoding, the changes, which cannot be undone, and the
 * displayed attention.
 */
void
heed_session_state_set_sentence (HeedSessionFile *file,
                                 HeedDocument    *document)
{
  HeedModel *model = heed_document_get_model (document);
  HeedDocumentView *view = heed_document_get_view (document);

  heed_document_set_text (document, file->text);
  heed_document_set_decoding (document, &file->decoding);
  heed_change_list_take (heed_document_get_changes (document), file->changes);
  set_site (file, model, view);
}

/**
 * heed_session_state_set_place:
 *
 * Sets the selected row and column, and the number of steps that were played.
 */
void
heed_session_state_set_place (HeedSessionFile *file,
                              HeedDocument    *document)
{
  HeedDocumentView *view = heed_document_get_view (document);

  if (file->n_played > 0 && file->n_played <= heed_document_get_n_steps (document))
    heed_document_view_go_to (view, file->n_played - 1);
  heed_document_view_select_cell (view, file->row, file->column);
}

G_STATIC_ASSERT (HEED_PLAYED_ALL == G_MAXUINT);
