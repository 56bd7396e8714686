/* sweep-lines.c — the output lines of heed-cli sweep
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/sweep-lines.h"

#include "engine/files/json-writer.h"

const char *
heed_sweep_lines_get_header (const HeedSweepForm *form)
{
  if (form->is_json)
    return "";
  if (form->is_agreement)
    return "agreement\tlayer:head\tshift\n";

  return form->has_regions
         ? "AER\tprecision\trecall\tlayer:head\tshift\trule\tfirst\tmiddle\tlast\n"
         : "AER\tprecision\trecall\tlayer:head\tshift\trule\n";
}

static char *
dup_rule (const HeedLinkOptions *links)
{
  char share[HEED_NUMBER_BYTES];

  if (links->rule == HEED_LINK_ARGMAX)
    return g_strdup ("argmax");

  return g_strconcat (links->rule == HEED_LINK_THRESHOLD ? "threshold=" : "relative=",
                      heed_json_format_number (links->share, share), NULL);
}

static char *
dup_head (int head)
{
  return head == HEED_HEAD_MEAN ? g_strdup ("mean") : g_strdup_printf ("%d", head);
}

static void
add_score (HeedJsonWriter            *json,
           const HeedLinkOptions     *links,
           const HeedAlignmentCounts *counts)
{
  HeedAlignmentScore score = heed_alignment_score_counts (counts);
  g_autofree char *rule = dup_rule (links);

  heed_json_writer_add_count (json, "shift", links->shift);
  heed_json_writer_add_string (json, "rule", rule);
  heed_json_writer_add_number (json, "aer", score.error_rate);
  heed_json_writer_add_number (json, "precision", score.precision);
  heed_json_writer_add_number (json, "recall", score.recall);
  heed_json_writer_add_number (json, "f", score.f_measure);
}

static void
add_regions (HeedJsonWriter       *json,
             const HeedSweepTrial *way)
{
  heed_json_writer_begin_array (json, "regions");
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    heed_json_writer_add_number (json, NULL,
                                 heed_alignment_score_counts (&way->regions[region]).error_rate);
  heed_json_writer_end_array (json);
}

static char *
dup_json_of_trial (const HeedSweepForm  *form,
                   const HeedSweepTrial *way)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "layer", way->site.layer);
  if (way->site.head == HEED_HEAD_MEAN)
    heed_json_writer_add_string (json, "head", "mean");
  else
    heed_json_writer_add_number (json, "head", way->site.head);

  if (form->is_agreement)
    {
      heed_json_writer_add_count (json, "shift", way->links.shift);
      heed_json_writer_add_number (json, "agreement", way->agreement);
    }
  else
    add_score (json, &way->links, &way->counts);

  if (form->has_regions)
    add_regions (json, way);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
dup_json_of_set (const HeedSweepSet *set)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_begin_array (json, "heads");
  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (set->heads, HeedAttentionSite, i);

      heed_json_writer_begin_array (json, NULL);
      heed_json_writer_add_number (json, NULL, site->layer);
      heed_json_writer_add_number (json, NULL, site->head);
      heed_json_writer_end_array (json);
    }
  heed_json_writer_end_array (json);
  add_score (json, &set->links, &set->counts);
  heed_json_writer_add_count (json, "sentences", set->n_pairs);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
dup_text (const char                *heads,
          const HeedLinkOptions     *links,
          const HeedAlignmentCounts *counts)
{
  HeedAlignmentScore score = heed_alignment_score_counts (counts);
  g_autofree char *rule = dup_rule (links);

  return g_strdup_printf ("%.4f\t%.4f\t%.4f\t%s\t%u\t%s\n", score.error_rate, score.precision,
                          score.recall, heads, links->shift, rule);
}

/* Three columns more. */
static char *
append_regions (const char           *line,
                const HeedSweepTrial *way)
{
  GString *text = g_string_new (line);

  g_string_truncate (text, text->len - 1);
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    g_string_append_printf (text, "\t%.4f",
                            heed_alignment_score_counts (&way->regions[region]).error_rate);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

char *
heed_sweep_lines_dup_way (const HeedSweepForm  *form,
                          const HeedSweepTrial *way)
{
  g_autofree char *head = dup_head (way->site.head);
  g_autofree char *heads = g_strdup_printf ("%d:%s", way->site.layer, head);
  g_autofree char *line = NULL;

  if (form->is_json)
    return dup_json_of_trial (form, way);
  if (form->is_agreement)
    return g_strdup_printf ("%.4f\t%s\t%u\n", way->agreement, heads, way->links.shift);

  line = dup_text (heads, &way->links, &way->counts);

  return form->has_regions ? append_regions (line, way) : g_steal_pointer (&line);
}

char *
heed_sweep_lines_dup_set (const HeedSweepForm *form,
                          const HeedSweepSet  *set)
{
  g_autoptr(GString) heads = g_string_new (NULL);

  if (form->is_json)
    return dup_json_of_set (set);

  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (set->heads, HeedAttentionSite, i);

      g_string_append_printf (heads, "%s%d:%d", i > 0 ? "," : "", site->layer, site->head);
    }

  return dup_text (heads->str, &set->links, &set->counts);
}
