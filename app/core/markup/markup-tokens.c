/* markup-tokens.c — carrying marks on words of a sentence over to its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/markup/markup-tokens.h"

#include "ui/token-label.h"

/* --- Carrying over ----------------------------------------------------------------- */

static gboolean
is_special (const HeedWordMap *map,
            guint              unit)
{
  return map->tokens[map->starts[unit]].is_special;
}

/* Links each target unit to the source unit with its largest weight; leaves out special tokens,
 * which have no text. */
static HeedAlignment *
find_links (const HeedMarkupTokens *tokens,
            const HeedMatrix       *attention)
{
  g_autoptr(HeedMatrix) merged =
    heed_word_map_merge (tokens->target, tokens->source, (HeedMatrix *) attention);
  g_autoptr(HeedAlignment) all = NULL;
  g_autofree HeedLink *kept = NULL;
  guint n_kept = 0;

  all = heed_alignment_from_attention (merged, &HEED_LINK_OPTIONS_DEFAULT);
  kept = g_new (HeedLink, all->n_links + 1);
  for (guint i = 0; i < all->n_links; i++)
    if (!is_special (tokens->source, all->links[i].source) &&
        !is_special (tokens->target, all->links[i].target))
      kept[n_kept++] = all->links[i];

  return heed_alignment_new (kept, n_kept);
}

/* Returns the units that a mark covers at least in part. */
static HeedMarkupRange
find_units (const HeedWordMap *map,
            HeedMarkupRange    tokens)
{
  HeedMarkupRange units = { 0 };

  if (tokens.first >= map->n_tokens || tokens.end > map->n_tokens || tokens.first >= tokens.end)
    return units;

  units.first = map->words[tokens.first];
  units.end = map->words[tokens.end - 1] + 1;

  return units;
}

/* Returns the number of units up to the last one that is not a special token. */
static guint
count_text (const HeedWordMap *map)
{
  guint n = map->n_words;

  while (n > 0 && is_special (map, n - 1))
    n--;

  return n;
}

/**
 * heed_markup_tokens_carry:
 * @marks: n_marks; their tokens lie in the source of @pair
 *
 * Returns: (transfer full): the marks in the translation
 */
HeedMarkupTokens *
heed_markup_tokens_carry (const HeedMarkupPair *pair,
                          const HeedMarkupMark *marks,
                          guint                 n_marks,
                          HeedMarkupRule        rule)
{
  HeedShownAs as = rule == HEED_MARKUP_PER_TOKEN ? HEED_SHOWN_AS_PIECES : HEED_SHOWN_AS_WORDS;
  HeedMarkupTokens *tokens = g_new0 (HeedMarkupTokens, 1);
  g_autoptr(HeedWordMap) words =
    heed_word_map_new (pair->target, pair->n_target, HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedAlignment) links = NULL;
  g_autofree HeedMarkupRange *ranges = g_new (HeedMarkupRange, n_marks + 1);
  HeedMarkupLinks all = { .rule = rule };

  tokens->source = heed_word_map_new (pair->source, pair->n_source, as);
  tokens->target = heed_word_map_new (pair->target, pair->n_target, as);
  links = find_links (tokens, pair->attention);
  for (guint i = 0; i < n_marks; i++)
    ranges[i] = find_units (tokens->source, marks[i].tokens);

  all.links = links;
  all.n_target = count_text (tokens->target);
  all.target_words = rule == HEED_MARKUP_PER_TOKEN ? words->words : NULL;
  tokens->parts = heed_markup_carry (ranges, n_marks, &all);

  return tokens;
}

void
heed_markup_tokens_free (HeedMarkupTokens *tokens)
{
  if (tokens == NULL)
    return;

  heed_word_map_free (tokens->source);
  heed_word_map_free (tokens->target);
  g_array_unref (tokens->parts);
  g_free (tokens);
}

/* --- As texts ---------------------------------------------------------------------- */

/* The text style of a token. */
typedef struct {
  gboolean is_bold;
  gboolean is_link;
} Setting;

static void
append_setting (GString *out,
                Setting  setting,
                gboolean is_end)
{
  if (is_end)
    g_string_append_printf (out, "%s%s", setting.is_link ? "</u>" : "",
                            setting.is_bold ? "</b>" : "");
  else
    g_string_append_printf (out, "%s%s", setting.is_bold ? "<b>" : "",
                            setting.is_link ? "<u>" : "");
}

/* Returns the tokens as Pango markup; a space has the style of the words on both sides if it is
 * the same, else none. */
static char *
dup_text (const HeedWordMap *map,
          const Setting     *settings)
{
  GString *out = g_string_new (NULL);
  Setting open = { FALSE, FALSE };
  gboolean is_first = TRUE;

  for (guint i = 0; i < map->n_tokens; i++)
    {
      gboolean is_same =
        settings[i].is_bold == open.is_bold && settings[i].is_link == open.is_link;
      g_autofree char *label = heed_token_label_new (&map->tokens[i]);
      g_autofree char *escaped = g_markup_escape_text (label, -1);

      if (map->tokens[i].is_special)
        continue;

      if (!is_same)
        append_setting (out, open, TRUE);
      if (!is_first && map->tokens[i].starts_word)
        g_string_append_c (out, ' ');
      if (!is_same)
        append_setting (out, settings[i], FALSE);
      g_string_append (out, escaped);
      open = settings[i];
      is_first = FALSE;
    }
  append_setting (out, open, TRUE);

  return g_string_free (out, FALSE);
}

static void
set_range (Setting              *settings,
           guint                 first,
           guint                 end,
           const HeedMarkupMark *mark)
{
  for (guint i = first; i < end; i++)
    {
      settings[i].is_bold = settings[i].is_bold || !mark->is_link;
      settings[i].is_link = settings[i].is_link || mark->is_link;
    }
}

char *
heed_markup_tokens_dup_source (const HeedMarkupTokens *tokens,
                               const HeedMarkupMark   *marks,
                               guint                   n_marks)
{
  g_autofree Setting *settings = g_new0 (Setting, tokens->source->n_tokens + 1);

  for (guint i = 0; i < n_marks; i++)
    set_range (settings, marks[i].tokens.first,
               MIN (marks[i].tokens.end, tokens->source->n_tokens), &marks[i]);

  return dup_text (tokens->source, settings);
}

char *
heed_markup_tokens_dup_target (const HeedMarkupTokens *tokens,
                               const HeedMarkupMark   *marks,
                               guint                   n_marks)
{
  g_autofree Setting *settings = g_new0 (Setting, tokens->target->n_tokens + 1);

  for (guint i = 0; i < n_marks; i++)
    {
      GArray *ranges = g_array_index (tokens->parts, HeedMarkupPart, i).ranges;

      for (guint r = 0; r < ranges->len; r++)
        {
          const HeedMarkupRange *range = &g_array_index (ranges, HeedMarkupRange, r);

          set_range (settings, tokens->target->starts[range->first],
                     tokens->target->starts[range->end], &marks[i]);
        }
    }

  return dup_text (tokens->target, settings);
}
