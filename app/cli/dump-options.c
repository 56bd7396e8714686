/* dump-options.c — attention from a file instead of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/dump-options.h"

#include "app/cli/error.h"
#include "app/cli/options.h"

static gboolean
parse_format (const char      *text,
              HeedDumpFormat  *format,
              GError         **error)
{
  const char *names[HEED_N_DUMP_FORMATS + 1] = { NULL };
  guint choice;

  for (guint i = 0; i < HEED_N_DUMP_FORMATS; i++)
    names[i] = heed_dump_format_get_name ((HeedDumpFormat) i);

  if (!heed_options_parse_choice ("--attention-format", text, names, &choice, error))
    return FALSE;

  *format = (HeedDumpFormat) choice;

  return TRUE;
}

void
heed_dump_view_clear (HeedDumpView *view)
{
  g_clear_pointer (&view->dump, heed_attention_dump_free);
  g_clear_pointer (&view->sites, g_array_unref);
}

static gboolean
parse_sites (const HeedGivenLinks  *links,
             HeedDumpView          *view,
             GError               **error)
{
  HeedSiteChoice choice;

  if (!heed_options_refuse_together (links->heads != NULL &&
                                     (links->head != NULL || links->layer != HEED_EVERY_LAYER),
                                     "--heads", "--layer or --head", error))
    return FALSE;

  if (links->heads != NULL)
    {
      view->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
      return heed_link_options_parse_heads (links->heads, view->sites, error);
    }

  if (!heed_sites_parse (links->layer, links->head, &choice, error))
    return FALSE;

  view->site = (HeedAttentionSite) {
    HEED_ATTENTION_CROSS,
    choice.layer == HEED_EVERY_LAYER ? HEED_DUMP_LAST_LAYER : choice.layer,
    choice.head == HEED_EVERY_HEAD ? HEED_HEAD_MEAN : choice.head,
  };

  return TRUE;
}

/* Fails if a site is chosen although the format has only one attention. */
static gboolean
check_format (const HeedGivenLinks  *links,
              HeedAttentionDump     *dump,
              GError               **error)
{
  if (heed_attention_dump_get_format (dump) == HEED_DUMP_RECORDS ||
      (links->layer == HEED_EVERY_LAYER && links->head == NULL && links->heads == NULL))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--layer, --head or --heads: expected with attention of format json, found with %s",
               heed_dump_format_get_name (heed_attention_dump_get_format (dump)));
  return FALSE;
}

/**
 * heed_dump_options_open:
 * @given: must have a path
 * @links: its layer and head, or heads, choose among the attentions of a dump
 * @view: (out): the caller clears it, in any case
 *
 * Errors: %HEED_CLI_ERROR_USE; those of heed_attention_dump_open()
 */
gboolean
heed_dump_options_open (const HeedGivenDump   *given,
                        const HeedGivenLinks  *links,
                        HeedDumpView          *view,
                        HeedPairPaths         *paths,
                        GCancellable          *cancellable,
                        GError               **error)
{
  HeedDumpFormat format;

  if (!heed_options_refuse_together (links->weights != NULL, "--attention", "--weights", error) ||
      !parse_format (given->format, &format, error) || !parse_sites (links, view, error))
    return FALSE;

  view->dump = heed_attention_dump_open (given->path, format, cancellable, error);
  if (view->dump == NULL || !check_format (links, view->dump, error))
    return FALSE;

  paths->is_counted = TRUE;
  paths->n_pairs = heed_attention_dump_get_n (view->dump);

  return TRUE;
}

/**
 * heed_dump_view_read:
 * @pair: must not have a problem
 * @forced: (out): the caller clears it
 *
 * Thread: any
 */
void
heed_dump_view_read (const HeedDumpView   *view,
                     HeedPairLine         *pair,
                     const HeedForcedView *forced_view,
                     HeedForced           *forced)
{
  const HeedDumpRequest asked = { (guint) (pair->number - 1), pair->source, pair->target,
                                  view->by_piece, view->site, view->sites };
  HeedDumpedTexts texts;

  heed_dumped_read (forced, &texts, view->dump, &asked, forced_view);
  if (forced->problem == NULL)
    {
      g_free (pair->source);
      g_free (pair->target);
      pair->source = g_steal_pointer (&texts.source);
      pair->target = g_steal_pointer (&texts.target);
    }
  heed_dumped_texts_clear (&texts);
}
