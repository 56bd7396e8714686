/* difference.c — a translation before and after changes, with the differences marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/difference.h"

#include <glib/gi18n.h>

#include "ui/token-label.h"

/* Of longer translations only common beginnings and ends are found. */
#define MAX_COMPARED 400

/* --- Finding it ---------------------------------------------------------- */

/* lengths[i, j]: length of the longest common subsequence of old_ids from i and new_ids from j. */
static guint *
new_lengths (const guint32 *old_ids,
             guint          n_old,
             const guint32 *new_ids,
             guint          n_new)
{
  guint width = n_new + 1;
  guint *lengths = g_new0 (guint, (gsize) (n_old + 1) * width);

  for (guint i = n_old; i-- > 0;)
    for (guint j = n_new; j-- > 0;)
      lengths[i * width + j] =
        old_ids[i] == new_ids[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);

  return lengths;
}

static void
add (GArray         *parts,
     HeedDifference  part)
{
  g_array_append_val (parts, part);
}

/* Deletions come before insertions. */
static void
add_middle (GArray        *parts,
            const guint32 *old_ids,
            guint          n_old,
            const guint32 *new_ids,
            guint          n_new)
{
  gboolean is_compared = n_old <= MAX_COMPARED && n_new <= MAX_COMPARED;
  g_autofree guint *lengths = is_compared ? new_lengths (old_ids, n_old, new_ids, n_new) : NULL;
  guint width = n_new + 1;
  guint i = 0, j = 0;

  while (i < n_old || j < n_new)
    {
      gboolean is_same = is_compared && i < n_old && j < n_new && old_ids[i] == new_ids[j];
      gboolean is_old = i < n_old && (j == n_new || lengths == NULL ||
                                      lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]);

      add (parts, is_same ? HEED_DIFFERENCE_SAME : is_old ? HEED_DIFFERENCE_OLD
                                                          : HEED_DIFFERENCE_NEW);
      i += is_same || is_old ? 1 : 0;
      j += is_same || !is_old ? 1 : 0;
    }
}

HeedDifference *
heed_difference_find (const guint32 *old_ids,
                      guint          n_old,
                      const guint32 *new_ids,
                      guint          n_new,
                      guint         *n_parts)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (HeedDifference));
  guint n_fewer = MIN (n_old, n_new);
  guint n_before = 0, n_after = 0;

  while (n_before < n_fewer && old_ids[n_before] == new_ids[n_before])
    n_before++;
  while (n_after < n_fewer - n_before &&
         old_ids[n_old - 1 - n_after] == new_ids[n_new - 1 - n_after])
    n_after++;

  for (guint i = 0; i < n_before; i++)
    add (parts, HEED_DIFFERENCE_SAME);
  add_middle (parts, old_ids + n_before, n_old - n_before - n_after, new_ids + n_before,
              n_new - n_before - n_after);
  for (guint i = 0; i < n_after; i++)
    add (parts, HEED_DIFFERENCE_SAME);

  *n_parts = parts->len;

  return (HeedDifference *) (gpointer) g_array_free (parts, FALSE);
}

/* --- Writing it ---------------------------------------------------------- */

typedef struct {
  GString       *text;
  PangoAttrList *attributes;
} Writing;

static void
mark (Writing        *writing,
      PangoAttribute *attribute,
      gsize           start)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) writing->text->len;
  pango_attr_list_insert (writing->attributes, attribute);
}

static void
write_token (Writing         *writing,
             const HeedToken *token,
             HeedDifference   part,
             HeedDifference   before)
{
  g_autofree char *label = heed_token_label_new (token);
  gsize start;

  if (token->is_special || heed_token_label_is_space (token))
    return;

  /* Separates subwords of old and new words. */
  if (writing->text->len > 0 && (token->starts_word || part != before))
    g_string_append_c (writing->text, ' ');

  start = writing->text->len;
  g_string_append (writing->text, label);
  if (part == HEED_DIFFERENCE_OLD)
    mark (writing, pango_attr_strikethrough_new (TRUE), start);
  else if (part == HEED_DIFFERENCE_NEW)
    mark (writing, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
}

static guint32 *
list_ids (const HeedToken *tokens,
          guint            n_tokens)
{
  guint32 *ids = g_new (guint32, MAX (n_tokens, 1));

  for (guint i = 0; i < n_tokens; i++)
    ids[i] = tokens[i].id;

  return ids;
}

static gboolean
write_difference (Writing               *writing,
                  const HeedTranslation *before,
                  const HeedTranslation *now)
{
  guint n_old, n_new, n_parts, i = 0, j = 0;
  g_autofree HeedToken *old = heed_translation_list_target (before, &n_old);
  g_autofree HeedToken *new = heed_translation_list_target (now, &n_new);
  g_autofree guint32 *old_ids = list_ids (old, n_old);
  g_autofree guint32 *new_ids = list_ids (new, n_new);
  g_autofree HeedDifference *parts =
    heed_difference_find (old_ids, n_old, new_ids, n_new, &n_parts);
  gboolean differs = FALSE;

  for (guint part = 0; part < n_parts; part++)
    {
      const HeedToken *token = parts[part] == HEED_DIFFERENCE_OLD ? &old[i] : &new[j];

      write_token (writing, token, parts[part], parts[MAX (part, 1) - 1]);
      i += parts[part] != HEED_DIFFERENCE_NEW ? 1 : 0;
      j += parts[part] != HEED_DIFFERENCE_OLD ? 1 : 0;
      differs = differs || parts[part] != HEED_DIFFERENCE_SAME;
    }

  return differs;
}

/* Describes struck-out and bold text for screen readers. */
static void
describe (GtkLabel              *label,
          const HeedTranslation *before)
{
  Writing writing = { g_string_new (NULL), pango_attr_list_new () };
  guint n_tokens;
  g_autofree HeedToken *tokens = heed_translation_list_target (before, &n_tokens);
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_tokens; i++)
    write_token (&writing, &tokens[i], HEED_DIFFERENCE_SAME, HEED_DIFFERENCE_SAME);

  /* Translators: the translation before somebody changed something */
  words = g_strdup_printf (_("Before the changes: %s"), writing.text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_string_free (writing.text, TRUE);
  pango_attr_list_unref (writing.attributes);
}

/**
 * heed_difference_show_in:
 * @label: hidden if there are no changes
 *
 * Displays the translations before and after the changes in one line.
 */
void
heed_difference_show_in (HeedDocument *document,
                         GtkLabel     *label)
{
  const HeedTranslation *before = heed_document_get_free_translation (document);
  Writing writing = { NULL, NULL };

  gtk_widget_set_visible (GTK_WIDGET (label), before != NULL);
  if (before == NULL || heed_document_get_state (document) != HEED_DOCUMENT_FINISHED)
    return;

  writing.text = g_string_new (NULL);
  writing.attributes = pango_attr_list_new ();
  if (!heed_document_get_shows_before (document) &&
      !write_difference (&writing, before, heed_document_get_translation (document)))
    g_string_assign (writing.text, _("The changes leave the translation as it was."));

  gtk_label_set_attributes (label, writing.attributes);
  gtk_label_set_text (label, writing.text->str);
  describe (label, before);
  pango_attr_list_unref (writing.attributes);
  g_string_free (writing.text, TRUE);
}
