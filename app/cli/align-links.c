/* align-links.c — the links found for a pair, and their output formats
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/align-links.h"

#include "app/core/links/forced-norms.h"
#include "app/core/links/pair-links.h"
#include "engine/files/json-writer.h"

void
heed_linker_clear (HeedLinker *linker)
{
  g_clear_pointer (&linker->model, heed_model_unref);
  g_clear_pointer (&linker->sites, g_array_unref);
}

void
heed_found_links_clear (HeedFoundLinks *found)
{
  g_clear_pointer (&found->links, heed_alignment_unref);
  g_clear_pointer (&found->weights, heed_matrix_unref);
}

void
heed_found_links_take (HeedFoundLinks        *found,
                       HeedForced            *forced,
                       const HeedForcedView  *view,
                       const HeedLinkOptions *options,
                       GError               **problem)
{
  HeedLinkOptions links = *options;

  links.shift = 0;  /* the rows are already shifted */
  *found = (HeedFoundLinks) { 0 };
  if (forced->problem != NULL)
    *problem = g_steal_pointer (&forced->problem);
  else
    found->weights = heed_forced_dup_mean (forced, view, options->shift);

  if (found->weights != NULL)
    found->links = heed_alignment_from_attention (found->weights, &links);
  else if (*problem == NULL)
    found->links = heed_alignment_new (NULL, 0);

  heed_forced_clear (forced);
}

/**
 * heed_linker_read:
 * @pairs: n_pairs; larger numbers are faster
 * @found: (out): n_pairs
 * @problems: (out): n_pairs; set where the model could not be forced along a pair
 *
 * Thread: any
 */
void
heed_linker_read (const HeedLinker     *linker,
                  const HeedInputPair  *pairs,
                  guint                 n_pairs,
                  HeedFoundLinks       *found,
                  GError              **problems)
{
  const HeedForcedView view = { (const HeedAttentionSite *) (gpointer) linker->sites->data,
                                linker->sites->len, linker->links.shift + 1, FALSE };
  g_autofree HeedForced *forced = g_new (HeedForced, MAX (n_pairs, 1));

  heed_forced_read (forced, linker->model, pairs, n_pairs, &view);
  for (guint i = 0; i < n_pairs && linker->are_norms; i++)
    heed_forced_weigh_by_norms (&forced[i], linker->model, &view);
  for (guint i = 0; i < n_pairs; i++)
    heed_found_links_take (&found[i], &forced[i], &view, &linker->links, &problems[i]);
}

void
heed_found_links_agree (HeedFoundLinks       *forward,
                        const HeedFoundLinks *backward,
                        HeedSymmetrisation    how)
{
  g_autoptr(HeedAlignment) turned = heed_alignment_transpose (backward->links);
  g_autoptr(HeedAlignment) one_way = forward->links;
  g_autoptr(HeedMatrix) weights = forward->weights;

  forward->links = heed_alignment_symmetrise (one_way, turned, how);
  forward->weights = weights != NULL && backward->weights != NULL
                     ? heed_links_dup_weights (weights, backward->weights) : NULL;
}

/* --- Writing --------------------------------------------------------------- */

static double
get_weight (const HeedFoundLinks *found,
            const HeedLink       *link)
{
  return found->weights->values[(gsize) link->target * found->weights->n_columns + link->source];
}

static char *
dup_scores (const HeedFoundLinks *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; found->links != NULL && i < found->links->n_links; i++)
    {
      const HeedLink *link = &found->links->links[i];
      char weight[HEED_NUMBER_BYTES];

      g_string_append_printf (text, "%s%u-%u:%s", i > 0 ? " " : "", link->source, link->target,
                              heed_json_format_number (get_weight (found, link), weight));
    }
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static char *
dup_json (const HeedFoundLinks *found,
          const GError         *problem)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  if (problem != NULL)
    heed_json_writer_add_string (json, "error", problem->message);
  heed_json_writer_begin_array (json, "links");
  for (guint i = 0; found->links != NULL && i < found->links->n_links; i++)
    {
      const HeedLink *link = &found->links->links[i];

      heed_json_writer_begin_object (json, NULL);
      heed_json_writer_add_count (json, "source", link->source);
      heed_json_writer_add_count (json, "target", link->target);
      heed_json_writer_add_number (json, "weight", get_weight (found, link));
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
dup_pharaoh (const HeedFoundLinks *found)
{
  g_autofree char *text =
    found->links != NULL ? heed_alignment_dup_text (found->links) : g_strdup ("");

  return g_strconcat (text, "\n", NULL);
}

char *
heed_found_links_dup_line (const HeedFoundLinks *found,
                           HeedLinksFormat       format,
                           const GError         *problem)
{
  switch (format)
    {
    case HEED_LINKS_PHARAOH:
      return dup_pharaoh (found);

    case HEED_LINKS_SCORES:
      return dup_scores (found);

    case HEED_LINKS_JSON:
      return dup_json (found, problem);
    }

  g_return_val_if_reached (NULL);
}
