/* markup.c — where marks on a source sentence lie in its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs carry marks over silently. Here the result says whether a mark was split, cuts a
 * word in two, or was lost, and which links led to that.
 */

#include "app/core/markup/markup.h"

const char *
heed_markup_rule_get_name (HeedMarkupRule rule)
{
  switch (rule)
    {
    case HEED_MARKUP_PER_TOKEN:
      return "token";

    case HEED_MARKUP_WHOLE_WORD:
      return "word";

    case HEED_MARKUP_INHERITED:
      return "inherited";

    case HEED_MARKUP_SPAN:
      return "span";
    }

  g_return_val_if_reached (NULL);
}

const char *
heed_markup_fate_get_name (HeedMarkupFate fate)
{
  switch (fate)
    {
    case HEED_MARKUP_CARRIED:
      return "carried";

    case HEED_MARKUP_SPLIT:
      return "split";

    case HEED_MARKUP_LOST:
      return "lost";

    case HEED_MARKUP_EMPTY:
      return "empty";
    }

  g_return_val_if_reached (NULL);
}

static void
clear_part (gpointer data)
{
  HeedMarkupPart *part = data;

  g_clear_pointer (&part->ranges, g_array_unref);
  g_clear_pointer (&part->links, g_array_unref);
}

static gboolean
is_marked (HeedMarkupRange mark,
           guint           source)
{
  return source >= mark.first && source < mark.end;
}

/* --- Marked units ----------------------------------------------------------------- */

/* Marks the target units linked to the marked source units, and records these links. */
static void
follow_links (HeedMarkupPart        *part,
              HeedMarkupRange        mark,
              const HeedMarkupLinks *links,
              gboolean              *has)
{
  for (guint i = 0; i < links->links->n_links; i++)
    {
      const HeedLink *link = &links->links->links[i];

      if (!is_marked (mark, link->source) || link->target >= links->n_target)
        continue;

      has[link->target] = TRUE;
      g_array_append_val (part->links, *link);
    }
}

/* A unit without a link inherits from the unit before it; units before the first linked one
 * inherit from that one. */
static void
inherit (const HeedMarkupLinks *links,
         gboolean              *has)
{
  g_autofree gboolean *is_linked = g_new0 (gboolean, links->n_target + 1);
  guint first = links->n_target;

  for (guint i = 0; i < links->links->n_links; i++)
    if (links->links->links[i].target < links->n_target)
      {
        is_linked[links->links->links[i].target] = TRUE;
        first = MIN (first, links->links->links[i].target);
      }

  for (guint unit = 0; unit < links->n_target && first < links->n_target; unit++)
    if (!is_linked[unit])
      has[unit] = unit < first ? has[first] : has[unit - 1];
}

static void
fill (guint     n_target,
      gboolean *has)
{
  guint first = 0;
  guint end = n_target;

  while (first < end && !has[first])
    first++;
  while (end > first && !has[end - 1])
    end--;
  for (guint unit = first; unit < end; unit++)
    has[unit] = TRUE;
}

static void
apply_rule (const HeedMarkupLinks *links,
            gboolean              *has)
{
  switch (links->rule)
    {
    case HEED_MARKUP_INHERITED:
      inherit (links, has);
      break;

    case HEED_MARKUP_SPAN:
      fill (links->n_target, has);
      break;

    case HEED_MARKUP_PER_TOKEN:
    case HEED_MARKUP_WHOLE_WORD:
      break;
    }
}

static void
list_ranges (HeedMarkupPart *part,
             guint           n_target,
             const gboolean *has)
{
  for (guint unit = 0; unit < n_target; unit++)
    {
      HeedMarkupRange range = { unit, unit };

      while (range.end < n_target && has[range.end])
        range.end++;
      if (range.end > range.first)
        g_array_append_val (part->ranges, range);
      unit = range.end;
    }
}

/* Whether a unit and the one before it are in the same word. */
static gboolean
is_inside_word (const HeedMarkupLinks *links,
                guint                  unit)
{
  return links->target_words != NULL && unit > 0 && unit < links->n_target &&
         links->target_words[unit] != HEED_NO_WORD &&
         links->target_words[unit] == links->target_words[unit - 1];
}

static gboolean
is_cut (const HeedMarkupPart  *part,
        const HeedMarkupLinks *links)
{
  for (guint i = 0; i < part->ranges->len; i++)
    {
      const HeedMarkupRange *range = &g_array_index (part->ranges, HeedMarkupRange, i);

      if (is_inside_word (links, range->first) || is_inside_word (links, range->end))
        return TRUE;
    }

  return FALSE;
}

/* --- Empty marks ------------------------------------------------------------------- */

/* Finds the range from the first to the last target unit linked to a source unit. */
static gboolean
find_linked (HeedMarkupPart        *part,
             const HeedMarkupLinks *links,
             guint                  source,
             HeedMarkupRange       *found)
{
  g_array_set_size (part->links, 0);
  for (guint i = 0; i < links->links->n_links; i++)
    {
      const HeedLink *link = &links->links->links[i];

      if (link->source != source || link->target >= links->n_target)
        continue;

      if (part->links->len == 0)
        found->first = link->target;
      found->end = link->target + 1;
      g_array_append_val (part->links, *link);
    }

  return part->links->len > 0;
}

/* Places a mark that encloses nothing: before the translation of the next unit, or else after that
 * of the previous unit, or else at the end. */
static void
place (HeedMarkupPart        *part,
       HeedMarkupRange        mark,
       const HeedMarkupLinks *links)
{
  HeedMarkupRange found = { 0 };
  guint at = links->n_target;

  if (find_linked (part, links, mark.first, &found))
    at = found.first;
  else if (mark.first > 0 && find_linked (part, links, mark.first - 1, &found))
    at = found.end;

  g_array_append_val (part->ranges, ((HeedMarkupRange) { at, at }));
  part->fate = HEED_MARKUP_EMPTY;
}

/* --- All marks ---------------------------------------------------------------------- */

static void
carry (HeedMarkupPart        *part,
       HeedMarkupRange        mark,
       const HeedMarkupLinks *links)
{
  g_autofree gboolean *has = g_new0 (gboolean, links->n_target + 1);

  if (mark.end <= mark.first)
    {
      place (part, mark, links);
      return;
    }

  follow_links (part, mark, links, has);
  apply_rule (links, has);
  list_ranges (part, links->n_target, has);
  part->is_cut = is_cut (part, links);
  part->fate = part->ranges->len == 0   ? HEED_MARKUP_LOST
               : part->ranges->len == 1 ? HEED_MARKUP_CARRIED
                                        : HEED_MARKUP_SPLIT;
}

/**
 * heed_markup_carry:
 * @marks: n_marks ranges of source units, in any order; they may nest or overlap
 *
 * Cost: marks times links
 *
 * Returns: (transfer full) (element-type HeedMarkupPart): the result for each mark
 */
GArray *
heed_markup_carry (const HeedMarkupRange *marks,
                   guint                  n_marks,
                   const HeedMarkupLinks *links)
{
  GArray *parts = g_array_sized_new (FALSE, TRUE, sizeof (HeedMarkupPart), n_marks);

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; i < n_marks; i++)
    {
      HeedMarkupPart part = {
        .ranges = g_array_new (FALSE, FALSE, sizeof (HeedMarkupRange)),
        .links = g_array_new (FALSE, FALSE, sizeof (HeedLink)),
      };

      carry (&part, marks[i], links);
      g_array_append_val (parts, part);
    }

  return parts;
}
