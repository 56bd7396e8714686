/* compare-text.c — a translation with its differences from other sides marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words are compared, not tokens, since two models may segment them differently. On the
 * first side a word is marked if any other side lacks it. The other sides are compared
 * with the first; words that only the first has are inserted and struck out. Differences
 * do not rely on colour: a word that is only on this side is underlined too.
 */

#include "app/window/pages/compare/compare-text.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/difference.h"
#include "ui/style.h"
#include "ui/token-label.h"

/* At least one word in this many must be common to both translations. */
#define LEAST_SHARE 4

typedef struct {
  GtkWidget     *label;
  GString       *text;
  PangoAttrList *attributes;
  GString       *only_here;   /* for screen readers; words separated by ", " */
  GString       *missing;
} Writing;

/* --- Comparing ----------------------------------------------------------- */

/* Gives words of the same spelling the same number. */
static guint32 *
number_words (const HeedWordMap *map,
              GHashTable        *numbers)
{
  guint n_words;
  const HeedToken *words = heed_word_map_get_text (map, &n_words);
  guint32 *ids = g_new (guint32, MAX (n_words, 1));

  for (guint i = 0; i < n_words; i++)
    {
      char *spelling = heed_token_label_new (&words[i]);
      gpointer number = g_hash_table_lookup (numbers, spelling);

      if (number == NULL)
        number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);

      ids[i] = GPOINTER_TO_UINT (number);
      g_hash_table_replace (numbers, spelling, number);
    }

  return ids;
}

/* Returns NULL if so few words are common that nearly all the others would be marked. */
static HeedDifference *
compare (const HeedWordMap *old,
         const HeedWordMap *new,
         guint             *n_parts)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint32 *old_ids = number_words (old, numbers);
  g_autofree guint32 *new_ids = number_words (new, numbers);
  g_autofree HeedDifference *parts =
    heed_difference_find (old_ids, old->n_words, new_ids, new->n_words, n_parts);
  guint n_same = 0;

  for (guint i = 0; i < *n_parts; i++)
    n_same += parts[i] == HEED_DIFFERENCE_SAME ? 1 : 0;

  if (n_same * LEAST_SHARE < MAX (old->n_words, new->n_words))
    *n_parts = 0;

  return *n_parts > 0 ? g_steal_pointer (&parts) : NULL;
}

/* Finds the words of the first side that any other side lacks. */
static gboolean *
find_lacking (const HeedCompareText *text)
{
  const HeedWordMap *first = text->targets[0];
  gboolean *lacking = g_new0 (gboolean, MAX (first->n_words, 1));

  for (guint side = 1; side < text->n_sides; side++)
    {
      guint n_parts = 0, word = 0;
      g_autofree HeedDifference *parts =
        text->targets[side] != NULL && text->targets[side]->n_words > 0
          ? compare (first, text->targets[side], &n_parts) : NULL;

      for (guint i = 0; i < n_parts; i++)
        {
          if (parts[i] == HEED_DIFFERENCE_OLD)
            lacking[word] = TRUE;
          word += parts[i] != HEED_DIFFERENCE_NEW ? 1 : 0;
        }
    }

  return lacking;
}

/* --- Writing ------------------------------------------------------------- */

static void
mark (Writing        *writing,
      PangoAttribute *attribute,
      gsize           start)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) writing->text->len;
  pango_attr_list_insert (writing->attributes, attribute);
}

static PangoAttribute *
new_color (Writing    *writing,
           const char *name)
{
  HeedColor color = heed_style_lookup (writing->label, name);

  return pango_attr_foreground_new ((guint16) (color.red * 65535.0),
                                    (guint16) (color.green * 65535.0),
                                    (guint16) (color.blue * 65535.0));
}

static void
add_to_list (GString    *list,
             const char *word)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append (list, word);
}

static void
mark_part (Writing        *writing,
           HeedDifference  part,
           const char     *word,
           gsize           start)
{
  switch (part)
    {
    case HEED_DIFFERENCE_OLD:
      mark (writing, pango_attr_strikethrough_new (TRUE), start);
      mark (writing, new_color (writing, "heed_second_text"), start);
      add_to_list (writing->missing, word);
      break;

    case HEED_DIFFERENCE_NEW:
      mark (writing, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start);
      mark (writing, new_color (writing, "heed_accent_text"), start);
      add_to_list (writing->only_here, word);
      break;

    case HEED_DIFFERENCE_SAME:
      break;
    }
}

/* Separates words of another side from those of this one by a space. */
static void
write_word (Writing         *writing,
            const HeedToken *token,
            HeedDifference   part,
            gboolean         is_selected,
            gboolean         is_apart)
{
  g_autofree char *label = heed_token_label_new (token);
  gsize start;

  if (token->is_special || heed_token_label_is_space (token))
    return;

  if (writing->text->len > 0 && (token->starts_word || is_apart))
    g_string_append_c (writing->text, ' ');

  start = writing->text->len;
  g_string_append (writing->text, label);
  mark_part (writing, part, label, start);
  if (is_selected)
    mark (writing, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
}

static void
write_first (Writing               *writing,
             const HeedCompareText *text)
{
  g_autofree gboolean *lacking = find_lacking (text);
  guint n_words;
  const HeedToken *words = heed_word_map_get_text (text->targets[0], &n_words);

  for (guint i = 0; i < n_words; i++)
    write_word (writing, &words[i], lacking[i] ? HEED_DIFFERENCE_NEW : HEED_DIFFERENCE_SAME,
                (int) i == text->selected, FALSE);
}

static void
write_alone (Writing               *writing,
             const HeedCompareText *text)
{
  guint n_words;
  const HeedToken *words = heed_word_map_get_text (text->targets[text->side], &n_words);

  for (guint i = 0; i < n_words; i++)
    write_word (writing, &words[i], HEED_DIFFERENCE_SAME, (int) i == text->selected, FALSE);
}

static void
write_other (Writing               *writing,
             const HeedCompareText *text)
{
  const HeedWordMap *first = text->targets[0];
  const HeedWordMap *own = text->targets[text->side];
  guint n_old, n_new, n_parts, i = 0, j = 0;
  const HeedToken *old = heed_word_map_get_text (first, &n_old);
  const HeedToken *new = heed_word_map_get_text (own, &n_new);
  g_autofree HeedDifference *parts = compare (first, own, &n_parts);

  if (parts == NULL)
    write_alone (writing, text);

  for (guint part = 0; part < n_parts; part++)
    {
      gboolean is_old = parts[part] == HEED_DIFFERENCE_OLD;
      gboolean is_apart = is_old || (part > 0 && parts[part - 1] == HEED_DIFFERENCE_OLD);

      write_word (writing, is_old ? &old[i] : &new[j], parts[part],
                  !is_old && (int) j == text->selected, is_apart);
      i += parts[part] != HEED_DIFFERENCE_NEW ? 1 : 0;
      j += is_old ? 0 : 1;
    }
}

/* Describes lines and colours for screen readers. */
static void
describe (const Writing *writing)
{
  GString *words = g_string_new (NULL);

  if (writing->only_here->len > 0)
    /* Translators: words of one translation that another one does not have */
    g_string_append_printf (words, _("Only here: %s."), writing->only_here->str);
  if (words->len > 0 && writing->missing->len > 0)
    g_string_append_c (words, ' ');
  if (writing->missing->len > 0)
    /* Translators: words that the first of several translations has, and this one has not */
    g_string_append_printf (words, _("Only on side A: %s."), writing->missing->str);

  gtk_accessible_update_property (GTK_ACCESSIBLE (writing->label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  gtk_widget_set_tooltip_text (writing->label, words->len > 0 ? words->str : NULL);
  g_string_free (words, TRUE);
}

static void
write_text (Writing               *writing,
            const HeedCompareText *text)
{
  if (text->targets[text->side] == NULL)
    return;

  if (text->side == 0)
    write_first (writing, text);
  else if (text->targets[0] != NULL && text->targets[0]->n_words > 0)
    write_other (writing, text);
  else
    write_alone (writing, text);
}

/**
 * heed_compare_text_show:
 * @label: gets the text, in the present colours of the theme
 */
void
heed_compare_text_show (GtkLabel              *label,
                        const HeedCompareText *text)
{
  Writing writing = { GTK_WIDGET (label), g_string_new (NULL), pango_attr_list_new (),
                      g_string_new (NULL), g_string_new (NULL) };

  write_text (&writing, text);
  gtk_label_set_attributes (label, writing.attributes);
  gtk_label_set_text (label, writing.text->str);
  describe (&writing);

  pango_attr_list_unref (writing.attributes);
  g_string_free (writing.text, TRUE);
  g_string_free (writing.only_here, TRUE);
  g_string_free (writing.missing, TRUE);
}
