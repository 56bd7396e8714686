/* align-markup.c — carries the tags of HTML lines over to the target along the links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/align-markup.h"

#include "app/cli/options.h"
#include "engine/files/json-writer.h"

gboolean
heed_align_markup_parse_rule (const char      *text,
                              HeedMarkupRule  *rule,
                              GError         **error)
{
  const char *names[HEED_MARKUP_N_RULES + 1] = { NULL };
  guint choice = HEED_MARKUP_INHERITED;

  for (guint i = 0; i < HEED_MARKUP_N_RULES; i++)
    names[i] = heed_markup_rule_get_name ((HeedMarkupRule) i);

  if (text != NULL && !heed_options_parse_choice ("--markup-rule", text, names, &choice, error))
    return FALSE;

  *rule = (HeedMarkupRule) choice;

  return TRUE;
}

static void
free_markup (gpointer data)
{
  g_clear_pointer ((HeedMarkupText **) &data, heed_markup_text_free);
}

GPtrArray *
heed_align_markup_take (HeedPairBlock *block)
{
  GPtrArray *markups = g_ptr_array_new_full (block->n_pairs, free_markup);

  for (guint i = 0; i < block->n_pairs; i++)
    {
      HeedPairLine *pair = &block->pairs[i];
      HeedMarkupText *markup =
        pair->problem == NULL ? heed_markup_text_parse (pair->source, &pair->problem) : NULL;

      if (markup != NULL)
        {
          g_free (pair->source);
          pair->source = g_strdup (markup->text);
        }
      g_ptr_array_add (markups, markup);
    }

  return markups;
}

/* --- Findings -------------------------------------------------------------- */

static GArray *
carry (const HeedMarkupText *markup,
       const HeedPairLine   *pair,
       const HeedAlignment  *links,
       HeedMarkupRule        rule,
       char                **html)
{
  return heed_markup_text_carry (markup, pair->target, links, rule, html);
}

static const HeedMarkupTag *
get_tag (const HeedMarkupText *markup,
         guint                 i)
{
  return &g_array_index (markup->tags, HeedMarkupTag, i);
}

char *
heed_align_markup_dup_flaws (const HeedMarkupText *markup,
                             const HeedPairLine   *pair,
                             const HeedAlignment  *links,
                             HeedMarkupRule        rule)
{
  g_autoptr(GString) flaws = g_string_new (NULL);
  g_autoptr(GArray) parts = carry (markup, pair, links, rule, NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const HeedMarkupPart *part = &g_array_index (parts, HeedMarkupPart, i);

      if (part->fate == HEED_MARKUP_LOST || part->fate == HEED_MARKUP_SPLIT)
        g_string_append_printf (flaws, "%s%s %s", flaws->len > 0 ? ", " : "",
                                get_tag (markup, i)->opening,
                                heed_markup_fate_get_name (part->fate));
    }

  return flaws->len > 0 ? g_string_free (g_steal_pointer (&flaws), FALSE) : NULL;
}

/* --- JSON ------------------------------------------------------------------ */

static void
add_ranges (HeedJsonWriter       *json,
            const HeedMarkupPart *part)
{
  heed_json_writer_begin_array (json, "words");
  for (guint i = 0; i < part->ranges->len; i++)
    {
      const HeedMarkupRange *range = &g_array_index (part->ranges, HeedMarkupRange, i);

      heed_json_writer_begin_array (json, NULL);
      heed_json_writer_add_count (json, NULL, range->first);
      heed_json_writer_add_count (json, NULL, range->end);
      heed_json_writer_end_array (json);
    }
  heed_json_writer_end_array (json);
}

static void
add_tag (HeedJsonWriter       *json,
         const HeedMarkupTag  *tag,
         const HeedMarkupPart *part)
{
  g_autoptr(HeedAlignment) links =
    heed_alignment_new ((const HeedLink *) (gpointer) part->links->data, part->links->len);
  g_autofree char *text = heed_alignment_dup_text (links);

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_string (json, "tag", tag->opening);
  heed_json_writer_add_string (json, "fate", heed_markup_fate_get_name (part->fate));
  add_ranges (json, part);
  heed_json_writer_add_string (json, "links", text);
  heed_json_writer_end_object (json);
}

static char *
dup_json (const HeedMarkupText *markup,
          const HeedPairLine   *pair,
          const char           *html,
          GArray               *parts)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  if (pair->problem != NULL)
    heed_json_writer_add_string (json, "error", pair->problem->message);
  heed_json_writer_add_string (json, "html", html);
  heed_json_writer_begin_array (json, "tags");
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    add_tag (json, get_tag (markup, i), &g_array_index (parts, HeedMarkupPart, i));
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

char *
heed_align_markup_dup_line (const HeedMarkupText *markup,
                            const HeedPairLine   *pair,
                            const HeedAlignment  *links,
                            HeedMarkupRule        rule,
                            gboolean              is_json)
{
  g_autofree char *html = NULL;
  g_autoptr(GArray) parts = NULL;

  if (markup != NULL && links != NULL)
    parts = carry (markup, pair, links, rule, &html);
  if (is_json)
    return dup_json (markup, pair, html != NULL ? html : "", parts);

  return g_strconcat (html != NULL ? html : "", "\n", NULL);
}
