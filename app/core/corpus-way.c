/* corpus-way.c — how the pairs of a corpus are read: by which attention, by which rule
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus-way.h"

#include "app/core/walk.h"

/**
 * heed_corpus_way_new:
 *
 * Returns: (transfer full): the mean of the last layer's heads, the source that gets most
 */
HeedCorpusWay *
heed_corpus_way_new (HeedModel *model)
{
  HeedCorpusWay *way = g_new0 (HeedCorpusWay, 1);
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);
  int last = n_layers - 1;

  way->links = HEED_LINK_OPTIONS_DEFAULT;
  way->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (n_layers > 0)
    {
      guint n_heads = heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, last);
      HeedAttentionSite site = { HEED_ATTENTION_CROSS, last, n_heads > 1 ? HEED_HEAD_MEAN : 0 };

      g_array_append_val (way->sites, site);
    }

  return way;
}

HeedCorpusWay *
heed_corpus_way_copy (const HeedCorpusWay *way)
{
  HeedCorpusWay *copy = g_new0 (HeedCorpusWay, 1);

  copy->sites = g_array_copy (way->sites);
  copy->links = way->links;

  return copy;
}

void
heed_corpus_way_free (HeedCorpusWay *way)
{
  g_array_unref (way->sites);
  g_free (way);
}

/* Borrowed from the way. */
HeedForcedView
heed_corpus_way_get_view (const HeedCorpusWay *way)
{
  return (HeedForcedView) { (const HeedAttentionSite *) (gpointer) way->sites->data,
                            way->sites->len, way->links.shift + 1, TRUE };
}

/* Nothing is the translation of nothing. */
gboolean
heed_corpus_way_translate (HeedModel       *model,
                           HeedCorpusPair  *pair,
                           GError         **error)
{
  const HeedWalk walk = HEED_WALK_GREEDY;

  if (pair->target == NULL)
    pair->target = heed_words_count (pair->source) == 0
                   ? g_strdup ("")
                   : heed_walk_translate (model, pair->source, HEED_GIVEN_TEXT, &walk, NULL, error);

  return pair->target != NULL;
}

static void
read_line (const HeedCorpusWay  *way,
           const HeedGivenPair  *given,
           HeedCorpusReading    *reading)
{
  HeedForcedView view = heed_corpus_way_get_view (way);

  reading->problem = g_steal_pointer (&reading->forced.problem);
  if (reading->problem == NULL)
    heed_corpus_line_read (&reading->line, given, &reading->forced, &view, &way->links, NULL);
}

/**
 * heed_corpus_way_read:
 * @pairs: n_pairs
 * @readings: (out): n_pairs
 *
 * Nothing is counted against gold links.
 *
 * Cost: the more pairs of one length at once, the faster
 */
void
heed_corpus_way_read (const HeedCorpusWay *way,
                      HeedModel           *model,
                      HeedCorpusPair      *pairs,
                      guint                n_pairs,
                      HeedCorpusReading   *readings)
{
  HeedForcedView view = heed_corpus_way_get_view (way);
  g_autofree HeedGivenPair *given = g_new0 (HeedGivenPair, MAX (n_pairs, 1));
  g_autofree HeedForced *forced = g_new0 (HeedForced, MAX (n_pairs, 1));
  g_autofree guint *places = g_new (guint, MAX (n_pairs, 1));
  guint n = 0;

  for (guint i = 0; i < n_pairs; i++)
    {
      readings[i] = (HeedCorpusReading) { NULL };
      if (!heed_corpus_way_translate (model, &pairs[i], &readings[i].problem))
        continue;

      given[n] = (HeedGivenPair) { { HEED_SIDE_SOURCE, HEED_GIVEN_TEXT, FALSE, pairs[i].source },
                                   { HEED_SIDE_TARGET, HEED_GIVEN_TEXT, FALSE, pairs[i].target } };
      places[n++] = i;
    }

  heed_forced_read (forced, model, given, n, &view);
  for (guint k = 0; k < n; k++)
    {
      readings[places[k]].forced = forced[k];
      read_line (way, &given[k], &readings[places[k]]);
    }
}

void
heed_corpus_reading_clear (HeedCorpusReading *reading)
{
  g_clear_error (&reading->problem);
  heed_forced_clear (&reading->forced);
  heed_corpus_line_clear (&reading->line);
}
