/* attend-record.c — one decoded sentence with everything that the output formats need
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/attend-record.h"

#include <math.h>
#include <string.h>

#include "app/core/words/tokens.h"

#define WORD_START "\xe2\x96\x81"  /* U+2581, SentencePiece's spelling of a space */

/* The tokens of one side, and the words they are merged into. */
typedef struct {
  HeedToken *tokens;
  guint      n_tokens;
  guint     *words;    /* n_tokens; NULL if pieces are not merged */
  guint      n_words;
} Side;

static void
clear_map (gpointer data)
{
  HeedAttendMap *map = data;

  heed_matrix_unref (map->weights);
  g_clear_pointer (&map->scores, heed_matrix_unref);
  g_ptr_array_unref (map->rows);
  g_ptr_array_unref (map->columns);
}

static void
clear_evidence (gpointer data)
{
  heed_matrix_unref (((HeedAttendEvidence *) data)->values);
}

static void
group_side (Side     *side,
            gboolean  merge)
{
  side->n_words = side->n_tokens;
  if (merge)
    side->words = heed_tokens_group_words (side->tokens, side->n_tokens, TRUE, &side->n_words);
}

static void
clear_side (Side *side)
{
  g_free (side->tokens);
  g_free (side->words);
}

static Side
collect_source (HeedSession *session,
                gboolean     merge)
{
  Side side = { 0 };
  const HeedToken *tokens = heed_session_get_source (session, &side.n_tokens);

  side.tokens = g_memdup2 (tokens, side.n_tokens * sizeof (HeedToken));
  group_side (&side, merge);

  return side;
}

static Side
collect_target (HeedSession *session,
                gboolean     merge)
{
  Side side = { 0 };

  side.tokens = heed_tokens_list_target (session, &side.n_tokens);
  group_side (&side, merge);

  return side;
}

/* The text without its markers for the start and continuation of a word. A token
 * that is only a marker is kept. */
static char *
dup_bare (const HeedToken *token)
{
  gsize n_bytes = strlen (token->text);
  gsize n_marks = (gsize) token->n_before + token->n_after;

  return n_marks < n_bytes ? g_strndup (token->text + token->n_before, n_bytes - n_marks)
                           : g_strdup (token->text);
}

/* Merges the labels of pieces: "▁chat" and "te" become "chatte",
 * "ka@@" and "tze" become "katze". */
static GPtrArray *
name_tokens (const Side *side)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  guint word = G_MAXUINT;

  for (guint i = 0; i < side->n_tokens; i++)
    {
      g_autofree char *bare = dup_bare (&side->tokens[i]);

      if (side->words == NULL)
        {
          g_ptr_array_add (labels, g_strdup (side->tokens[i].text));
        }
      else if (side->words[i] != word)
        {
          word = side->words[i];
          g_ptr_array_add (labels, g_steal_pointer (&bare));
        }
      else
        {
          char **label = (char **) &labels->pdata[labels->len - 1];
          char *longer = g_strconcat (g_str_equal (*label, WORD_START) ? "" : *label, bare, NULL);

          g_free (*label);
          *label = longer;
        }
    }

  return labels;
}

/* The tokens that the decoder has read at each step: the begin token, then its own
 * output without the last token. */
static Side
shift_side (const Side *target)
{
  Side side = { .n_tokens = target->n_tokens };

  if (target->words == NULL)
    return side;

  side.words = g_new0 (guint, MAX (target->n_tokens, 1));
  side.n_words = 1;
  for (guint i = 1; i < target->n_tokens; i++)
    {
      side.words[i] = target->words[i - 1] + 1;
      side.n_words = side.words[i] + 1;
    }

  return side;
}

static GPtrArray *
shift_labels (GPtrArray *labels,
              guint      n_labels)
{
  GPtrArray *shifted = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (shifted, g_strdup (""));
  for (guint i = 0; i + 1 < n_labels; i++)
    g_ptr_array_add (shifted, g_strdup (g_ptr_array_index (labels, i)));

  return shifted;
}

static HeedMatrix *
merge_matrix (HeedMatrix *matrix,
              const Side *rows,
              const Side *columns)
{
  HeedMatrix *merged;

  if (rows->words == NULL)
    return matrix;

  merged = heed_attention_merge (matrix, rows->words, rows->n_words,
                                 columns->words, columns->n_words);
  heed_matrix_unref (matrix);

  return merged;
}

static void
label_map (HeedAttendMap          *map,
           const HeedAttendRecord *record)
{
  gboolean is_source = map->site.kind == HEED_ATTENTION_ENCODER_SELF;
  gboolean is_target = map->site.kind == HEED_ATTENTION_DECODER_SELF;

  map->rows = g_ptr_array_ref (is_source ? record->source_labels : record->target_labels);
  map->columns = is_target ? shift_labels (record->target_labels, map->weights->n_columns)
                           : g_ptr_array_ref (record->source_labels);
}

static void
append_map (HeedAttendRecord        *record,
            HeedAttentionSite        site,
            const Side              *source,
            const Side              *target,
            const HeedAttendOptions *options)
{
  HeedAttendMap map = { .site = site };
  Side read = shift_side (target);
  const Side *rows = site.kind == HEED_ATTENTION_ENCODER_SELF ? source : target;
  const Side *columns = site.kind == HEED_ATTENTION_DECODER_SELF ? &read : source;
  HeedMatrix *weights = heed_session_dup_attention (record->session, site);

  if (weights != NULL)
    {
      map.weights = merge_matrix (weights, rows, columns);
      if (options->scores)
        map.scores = heed_session_dup_scores (record->session, site);
      label_map (&map, record);
      g_array_append_val (record->maps, map);
    }

  clear_side (&read);
}

static void
collect_kind (HeedAttendRecord        *record,
              HeedAttentionKind        kind,
              const Side              *source,
              const Side              *target,
              const HeedAttendOptions *options)
{
  g_autoptr(GArray) sites = heed_sites_choose (heed_session_get_model (record->session),
                                               kind, &options->choice);

  for (guint i = 0; i < sites->len; i++)
    append_map (record, g_array_index (sites, HeedAttentionSite, i), source, target, options);
}

static void
collect_maps (HeedAttendRecord        *record,
              const Side              *source,
              const Side              *target,
              const HeedAttendOptions *options)
{
  HeedAttentionSite site;

  if (options->one_map)
    {
      if (heed_sites_choose_one (heed_session_get_model (record->session), &options->choice, &site))
        append_map (record, site, source, target, options);
      return;
    }

  collect_kind (record, HEED_ATTENTION_CROSS, source, target, options);
  if (options->every_kind)
    {
      collect_kind (record, HEED_ATTENTION_ENCODER_SELF, source, target, options);
      collect_kind (record, HEED_ATTENTION_DECODER_SELF, source, target, options);
    }
}

static gboolean
append_evidence (HeedAttendRecord  *record,
                 HeedEvidenceKind   kind,
                 HeedAttentionSite  site,
                 const Side        *source,
                 const Side        *target,
                 GError           **error)
{
  HeedMatrix *values = heed_session_dup_evidence (
    record->session, &(HeedEvidenceWish) { .kind = kind, .site = site }, error);
  HeedAttendEvidence evidence = { kind, site, NULL };
  Side read = shift_side (target);

  if (values != NULL)
    {
      evidence.values =
        merge_matrix (values, site.kind == HEED_ATTENTION_ENCODER_SELF ? source : target,
                      site.kind == HEED_ATTENTION_DECODER_SELF ? &read : source);
      g_array_append_val (record->evidence, evidence);
    }

  clear_side (&read);

  return values != NULL;
}

/* Collects evidence that belongs to a site for each site shown. */
static gboolean
collect_evidence (HeedAttendRecord        *record,
                  const Side              *source,
                  const Side              *target,
                  const HeedAttendOptions *options,
                  GError                 **error)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };

  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      gboolean is_of_site = heed_evidence_get_info (kind)->is_of_site;
      guint n = is_of_site ? record->maps->len : 1;

      for (guint i = 0; options->evidence[kind] && i < n; i++)
        if (!append_evidence (record, kind,
                              is_of_site ? g_array_index (record->maps, HeedAttendMap, i).site
                                         : cross,
                              source, target, error))
          return FALSE;
    }

  return TRUE;
}

gboolean
heed_attend_record_find_agreement (const HeedAttendMap      *map,
                                   const HeedAttendEvidence *evidence,
                                   double                   *agreement)
{
  gboolean is_same = map->site.kind == evidence->site.kind;

  if (heed_evidence_get_info (evidence->kind)->is_of_site)
    is_same = is_same && map->site.layer == evidence->site.layer &&
              map->site.head == evidence->site.head;

  *agreement = is_same ? heed_attention_agreement (map->weights, evidence->values) : NAN;

  return !isnan (*agreement);
}

/* Computes the measures, always on pieces, since they are defined for them. */
static void
measure (HeedAttendRecord        *record,
         const HeedAttendOptions *options)
{
  g_autoptr(HeedMatrix) weights = NULL;
  HeedAttentionSite site;

  for (guint i = 0; i < heed_session_get_n_steps (record->session); i++)
    record->log_prob += heed_session_get_step (record->session, i)->log_prob;

  if (heed_sites_choose_one (heed_session_get_model (record->session), &options->choice, &site))
    weights = heed_session_dup_attention (record->session, site);

  record->has_measures = weights != NULL;
  if (weights != NULL)
    record->measures = heed_attention_measure (weights);
}

/**
 * heed_attend_record_new:
 * @session: (transfer full): a finished session
 * @source_text: the input line
 * @number: its line number, from 1
 * @options: the attentions and the evidence to collect
 *
 * Errors: those of heed_evidence_dup_matrix()
 *
 * Returns: (transfer full): everything that the output formats need
 */
HeedAttendRecord *
heed_attend_record_new (HeedSession             *session,
                        const char              *source_text,
                        guint64                  number,
                        const HeedAttendOptions *options,
                        GError                 **error)
{
  g_autoptr(HeedAttendRecord) record = g_new0 (HeedAttendRecord, 1);
  gboolean is_whole;
  Side source = collect_source (session, options->words);
  Side target = collect_target (session, options->words);

  record->number = number;
  record->session = session;
  record->source_text = g_strdup (source_text);
  record->target_text = heed_session_dup_target (session);
  record->source_labels = name_tokens (&source);
  record->target_labels = name_tokens (&target);
  record->maps = g_array_new (FALSE, FALSE, sizeof (HeedAttendMap));
  g_array_set_clear_func (record->maps, clear_map);
  record->evidence = g_array_new (FALSE, FALSE, sizeof (HeedAttendEvidence));
  g_array_set_clear_func (record->evidence, clear_evidence);
  collect_maps (record, &source, &target, options);
  is_whole = collect_evidence (record, &source, &target, options, error);
  measure (record, options);
  record->source_words = g_steal_pointer (&source.words);
  record->target_words = g_steal_pointer (&target.words);

  clear_side (&source);
  clear_side (&target);

  return is_whole ? g_steal_pointer (&record) : NULL;
}

void
heed_attend_record_free (HeedAttendRecord *record)
{
  g_array_unref (record->maps);
  g_array_unref (record->evidence);
  g_ptr_array_unref (record->source_labels);
  g_ptr_array_unref (record->target_labels);
  heed_session_free (record->session);
  g_free (record->source_words);
  g_free (record->target_words);
  g_free (record->source_text);
  g_free (record->target_text);
  g_free (record);
}
