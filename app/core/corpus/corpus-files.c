/* corpus-files.c — the files of a corpus: sentence pairs, and gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that lost a line would pair every later line with the wrong one and still give a
 * score, so files of different length are refused; an invalid line, such as one that is
 * not UTF-8 or has links to words that do not exist, makes only its own pair fail.
 */

#include "app/core/corpus/corpus-files.h"

#include <string.h>

#include "app/core/corpus/line-store.h"
#include "app/core/files/pair-file.h"
#include "app/core/words/words.h"

#define N_SAMPLED 200  /* lines, to detect the separator */
#define BARS      "|||"

/* If more than this percentage of the lines has links that are out of range when counted from 0,
 * and all are in range when counted from 1, the links count from 1. */
#define FEW_OUT_OF_RANGE 1

struct _HeedCorpusFiles
{
  gatomicrefcount   ref_count;
  HeedLineStore    *source;   /* NULL for CSV */
  HeedLineStore    *target;   /* or NULL */
  HeedGoldFile     *gold;     /* or NULL; used by the main thread only, except while opening */
  HeedPairFile     *csv;      /* or NULL */
  HeedAttentionDump *dump;    /* or NULL */
  HeedCorpusFacts   facts;
};

/* --- Separators ------------------------------------------------------------ */

static const char *
find_bars (const char *line)
{
  return strstr (line, BARS);
}

static HeedCorpusFormat
find_format (HeedLineStore *store)
{
  guint n = MIN (heed_line_store_get_n_lines (store), N_SAMPLED);
  guint n_tabs = 0, n_bars = 0, n_blank = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = heed_line_store_dup_line (store, i, NULL);

      n_blank += line == NULL || *line == '\0';
      n_tabs += line != NULL && strchr (line, '\t') != NULL;
      n_bars += line != NULL && find_bars (line) != NULL;
    }

  /* Requires a majority of the lines only, since a sentence may contain a tab too. */
  if (2 * n_bars > n - n_blank)
    return HEED_CORPUS_BARS;
  if (2 * n_tabs > n - n_blank)
    return HEED_CORPUS_TABS;

  return HEED_CORPUS_LINES;
}

static gboolean
is_named_csv (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".csv.gz");
}

/**
 * heed_corpus_format_find:
 *
 * Returns: the format of the first lines; LINES if they cannot be read
 */
HeedCorpusFormat
heed_corpus_format_find (const char *path)
{
  g_autoptr(HeedLineStore) store = NULL;

  if (is_named_csv (path))
    return HEED_CORPUS_CSV;

  store = heed_line_store_open (path, NULL, NULL);

  return store != NULL ? find_format (store) : HEED_CORPUS_LINES;
}

static gboolean
is_csv (const HeedCorpusRoles *roles)
{
  return roles->paths.target == NULL &&
         (roles->has_format ? roles->format == HEED_CORPUS_CSV
                            : is_named_csv (roles->paths.source));
}

static HeedCorpusFormat
get_format (const HeedCorpusRoles *roles,
            HeedLineStore         *source)
{
  if (roles->paths.target != NULL)
    return HEED_CORPUS_LINES;

  return roles->has_format ? roles->format : find_format (source);
}

/* Opens a dump; source and target, if given, are the texts of its tokens. */
static gboolean
open_dump (HeedCorpusFiles        *self,
           const HeedCorpusPaths  *paths,
           GCancellable           *cancellable,
           GError                **error)
{
  self->dump = heed_attention_dump_open (paths->dump, HEED_DUMP_GUESSED, cancellable, error);
  if (self->dump == NULL)
    return FALSE;

  self->facts.n_pairs = heed_attention_dump_get_n (self->dump);
  self->facts.has_target = TRUE;
  if (paths->source != NULL)
    self->source = heed_line_store_open (paths->source, cancellable, error);
  if (paths->source != NULL && self->source == NULL)
    return FALSE;

  if (paths->target != NULL)
    self->target = heed_line_store_open (paths->target, cancellable, error);

  return paths->target == NULL || self->target != NULL;
}

static gboolean
open_sides (HeedCorpusFiles        *self,
            const HeedCorpusRoles  *roles,
            GCancellable           *cancellable,
            GError                **error)
{
  HeedCorpusFacts *facts = &self->facts;
  const HeedCorpusPaths *paths = &roles->paths;

  if (paths->dump != NULL)
    return open_dump (self, paths, cancellable, error);

  if (is_csv (roles))
    {
      self->csv = heed_pair_file_read (paths->source, cancellable, error);
      facts->format = HEED_CORPUS_CSV;
      facts->n_pairs = self->csv != NULL ? self->csv->pairs->len : 0;
      facts->has_target = TRUE;
      return self->csv != NULL;
    }

  self->source = heed_line_store_open (paths->source, cancellable, error);
  if (self->source == NULL)
    return FALSE;

  facts->n_pairs = heed_line_store_get_n_lines (self->source);
  facts->format = get_format (roles, self->source);
  facts->has_target = paths->target != NULL || facts->format != HEED_CORPUS_LINES;
  if (paths->target == NULL)
    return TRUE;

  self->target = heed_line_store_open (paths->target, cancellable, error);

  return self->target != NULL;
}

/* --- Counts ---------------------------------------------------------------- */

static void
set_count_error (HeedCorpusFiles  *self,
                 const char       *path,
                 guint             n_found,
                 GError          **error)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "%s: expected %u lines, as many as in %s, found %u", path, self->facts.n_pairs,
               heed_corpus_files_get_path (self), n_found);
}

static gboolean
check_count (HeedCorpusFiles  *self,
             HeedLineStore    *store,
             GError          **error)
{
  if (store == NULL || heed_line_store_get_n_lines (store) == self->facts.n_pairs)
    return TRUE;

  set_count_error (self, heed_line_store_get_path (store), heed_line_store_get_n_lines (store),
                   error);
  return FALSE;
}

/* --- A pair ---------------------------------------------------------------- */

static char *
dup_stripped (const char *text,
              gsize       n_bytes)
{
  return g_strstrip (g_strndup (text, n_bytes));
}

static gboolean
split_line (HeedCorpusFiles  *self,
            guint             i,
            const char       *line,
            HeedCorpusPair   *pair,
            GError          **error)
{
  gboolean has_bars = self->facts.format == HEED_CORPUS_BARS;
  const char *at = has_bars ? find_bars (line) : strchr (line, '\t');
  const char *target = at != NULL ? at + (has_bars ? strlen (BARS) : 1) : NULL;

  if (target == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s line %u: expected %s, found none",
                   self->facts.paths.source, i + 1, has_bars ? "“|||”" : "a tab");
      return FALSE;
    }

  pair->source = dup_stripped (line, (gsize) (at - line));
  pair->target = dup_stripped (target, strcspn (target, has_bars ? "" : "\t"));

  return TRUE;
}

static gboolean
read_dumped_text (HeedCorpusFiles  *self,
                  guint             i,
                  HeedCorpusPair   *pair,
                  GError          **error)
{
  HeedForced forced;
  HeedDumpedTexts texts;
  g_auto(HeedPairAttention) attention = { 0 };
  gboolean is_read = heed_corpus_files_read_dump (self, i, &forced, &texts, &attention);

  if (is_read)
    *pair = (HeedCorpusPair) { texts.source, texts.target };
  else
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&forced.problem), "%s: ",
                                  self->facts.paths.dump);
      heed_dumped_texts_clear (&texts);
    }
  heed_forced_clear (&forced);

  return is_read;
}

static gboolean
read_text (HeedCorpusFiles  *self,
           guint             i,
           HeedCorpusPair   *pair,
           GError          **error)
{
  g_autofree char *line = NULL;

  if (self->dump != NULL)
    return read_dumped_text (self, i, pair, error);

  if (self->csv != NULL)
    {
      const HeedFilePair *found = &g_array_index (self->csv->pairs, HeedFilePair, i);

      pair->source = g_strdup (found->source);
      pair->target = g_strdup (found->target);
      return TRUE;
    }

  line = heed_line_store_dup_line (self->source, i, error);
  if (line == NULL)
    return FALSE;

  if (self->facts.format != HEED_CORPUS_LINES)
    return split_line (self, i, line, pair, error);

  pair->source = g_steal_pointer (&line);
  if (self->target == NULL)
    return TRUE;

  pair->target = heed_line_store_dup_line (self->target, i, error);

  return pair->target != NULL;
}

/**
 * heed_corpus_files_read:
 * @i: 0 <= i < n_pairs
 * @pair: (out): cleared with heed_corpus_pair_clear(), in any case
 *
 * Errors: %HEED_ERROR_DAMAGED, with file and line
 * Thread: any
 */
gboolean
heed_corpus_files_read (HeedCorpusFiles  *self,
                        guint             i,
                        HeedCorpusPair   *pair,
                        GError          **error)
{
  *pair = (HeedCorpusPair) { NULL, NULL };
  if (read_text (self, i, pair, error))
    return TRUE;

  heed_corpus_pair_clear (pair);

  return FALSE;
}

void
heed_corpus_pair_clear (HeedCorpusPair *pair)
{
  g_clear_pointer (&pair->source, g_free);
  g_clear_pointer (&pair->target, g_free);
}

HeedGoldFile *
heed_corpus_files_get_gold (HeedCorpusFiles *self)
{
  return self->gold;
}

/**
 * heed_corpus_files_find_gold:
 * @n_source: number of words
 * @n_target: number of words
 *
 * Errors: %HEED_ERROR_DAMAGED, with file and line
 * Thread: main
 *
 * Returns: (transfer none) (nullable): the current gold links
 */
HeedAlignment *
heed_corpus_files_find_gold (HeedCorpusFiles  *self,
                             guint             i,
                             guint             n_source,
                             guint             n_target,
                             GError          **error)
{
  return self->gold != NULL && i < heed_gold_file_get_n (self->gold) &&
         heed_gold_file_check (self->gold, i, n_source, n_target, error)
         ? heed_gold_file_get (self->gold, i) : NULL;
}

/**
 * heed_corpus_files_get_path:
 *
 * Returns: (transfer none): the source, or the dump
 */
const char *
heed_corpus_files_get_path (HeedCorpusFiles *self)
{
  return self->facts.paths.dump != NULL ? self->facts.paths.dump : self->facts.paths.source;
}

HeedAttentionDump *
heed_corpus_files_get_dump (HeedCorpusFiles *self)
{
  return self->dump;
}

/**
 * heed_corpus_files_read_dump:
 * @forced: (out): cleared by the caller in any case, like the next two
 *
 * Thread: any
 */
gboolean
heed_corpus_files_read_dump (HeedCorpusFiles   *self,
                             guint              i,
                             HeedForced        *forced,
                             HeedDumpedTexts   *texts,
                             HeedPairAttention *attention)
{
  g_autofree char *source =
    self->source != NULL ? heed_line_store_dup_line (self->source, i, NULL) : NULL;
  g_autofree char *target =
    self->target != NULL ? heed_line_store_dup_line (self->target, i, NULL) : NULL;
  const HeedDumpRequest request = {
    i, source, target, FALSE, { HEED_ATTENTION_CROSS, HEED_DUMP_LAST_LAYER, HEED_HEAD_MEAN }, NULL
  };

  heed_dumped_read_attention (forced, texts, self->dump, &request, attention);

  return forced->problem == NULL;
}

/* --- All pairs once -------------------------------------------------------- */

/* The number of words of each pair, 0 if it cannot be read, and the first error. */
typedef struct
{
  guint *n_source;  /* n_pairs */
  guint *n_target;  /* likewise; G_MAXUINT without a target */
} Lengths;

static gboolean
look_at_texts (HeedCorpusFiles  *self,
               Lengths          *lengths,
               GCancellable     *cancellable,
               GError          **error)
{
  HeedCorpusFacts *facts = &self->facts;

  for (guint i = 0; i < facts->n_pairs; i++)
    {
      g_auto(HeedCorpusPair) pair = { NULL, NULL };
      g_autoptr(GError) problem = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (read_text (self, i, &pair, &problem))
        {
          lengths->n_source[i] = heed_words_count (pair.source);
          lengths->n_target[i] = pair.target != NULL ? heed_words_count (pair.target) : G_MAXUINT;
        }
      else if (facts->n_wrong_text++ == 0)
        facts->first_wrong = g_strdup (problem->message);
    }

  return TRUE;
}

/* Counts the sentences with links to words that they do not have; first: the first of these
 * errors, or NULL. */
static guint
count_wrong_gold (HeedCorpusFiles  *self,
                  HeedGoldFile     *gold,
                  const Lengths    *lengths,
                  char            **first)
{
  guint n = MIN (self->facts.n_pairs, heed_gold_file_get_n (gold));
  guint n_wrong = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) problem = NULL;

      if (lengths->n_source[i] > 0 &&
          !heed_gold_file_check (gold, i, lengths->n_source[i], lengths->n_target[i], &problem) &&
          n_wrong++ == 0)
        *first = g_strdup (problem->message);
    }

  return n_wrong;
}

static gboolean
are_many (const HeedCorpusFiles *self,
          guint                  n_wrong)
{
  return 100 * (guint64) n_wrong > FEW_OUT_OF_RANGE * (guint64) self->facts.n_pairs;
}

/* Reads the links, counting from 0 or 1 as index_base says. HEED_INDEX_BASE_DETECTED counts from 0,
 * unless many links are then out of range, and none counted from 1. */
static gboolean
open_gold (HeedCorpusFiles  *self,
           HeedIndexBase     index_base,
           const Lengths    *lengths,
           GError          **error)
{
  HeedCorpusFacts *facts = &self->facts;
  gboolean is_from_one = index_base == HEED_INDEX_BASE_1;
  g_autoptr(HeedGoldFile) other = NULL;
  g_autofree char *first = NULL;
  g_autofree char *other_first = NULL;

  self->gold = heed_gold_file_read_with (facts->paths.gold, facts->paths.probabilities,
                                         is_from_one, error);
  if (self->gold == NULL)
    return FALSE;

  facts->n_wrong_gold = count_wrong_gold (self, self->gold, lengths, &first);
  if (!is_from_one && are_many (self, facts->n_wrong_gold))
    other = heed_gold_file_read_with (facts->paths.gold, facts->paths.probabilities, 1, NULL);

  facts->seems_one_based =
    other != NULL && count_wrong_gold (self, other, lengths, &other_first) == 0;
  if (facts->seems_one_based && index_base == HEED_INDEX_BASE_DETECTED)
    {
      g_set_object (&self->gold, other);
      facts->n_wrong_gold = 0;
    }
  else if (facts->first_wrong == NULL)
    facts->first_wrong = g_steal_pointer (&first);

  return TRUE;
}

/* Accepts files of rows that end early, since the last sentences may have no links. */
static gboolean
check_gold_count (HeedCorpusFiles  *self,
                  GError          **error)
{
  guint n_found = heed_gold_file_get_n (self->gold);
  gboolean is_by_line = heed_gold_file_get_form (self->gold) == HEED_GOLD_AS_LINES;

  if (is_by_line ? n_found == self->facts.n_pairs : n_found <= self->facts.n_pairs)
    return TRUE;

  set_count_error (self, self->facts.paths.gold, n_found, error);

  return FALSE;
}

static gboolean
check_lines (HeedCorpusFiles  *self,
             HeedIndexBase     index_base,
             GCancellable     *cancellable,
             GError          **error)
{
  guint n = MAX (self->facts.n_pairs, 1);
  g_autofree guint *n_source = g_new0 (guint, n);
  g_autofree guint *n_target = g_new0 (guint, n);
  Lengths lengths = { n_source, n_target };

  if (!look_at_texts (self, &lengths, cancellable, error))
    return FALSE;

  return self->facts.paths.gold == NULL ||
         (open_gold (self, index_base, &lengths, error) && check_gold_count (self, error));
}

/* Fails if not a single line is valid, since the wrong file was given then. */
static gboolean
check_some_right (HeedCorpusFiles  *self,
                  GError          **error)
{
  const HeedCorpusFacts *facts = &self->facts;

  if (facts->n_pairs > facts->n_wrong_text &&
      (self->gold == NULL || facts->n_pairs > facts->n_wrong_text + facts->n_wrong_gold))
    return TRUE;

  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_DAMAGED, facts->first_wrong);
  return FALSE;
}

static void
copy_paths (HeedCorpusPaths       *paths,
            const HeedCorpusPaths *from)
{
  *paths = (HeedCorpusPaths) { g_strdup (from->source), g_strdup (from->target),
                               g_strdup (from->gold), g_strdup (from->dump),
                               g_strdup (from->probabilities) };
}

void
heed_corpus_roles_copy (HeedCorpusRoles       *roles,
                        const HeedCorpusRoles *from)
{
  *roles = *from;
  copy_paths (&roles->paths, &from->paths);
}

void
heed_corpus_roles_clear (HeedCorpusRoles *roles)
{
  heed_corpus_paths_clear (&roles->paths);
}

/**
 * heed_corpus_files_open:
 * @paths: copied
 * @index_base: the number of the first word in the links
 *
 * Errors, Cost, Thread, Returns: as heed_corpus_files_open_as(), which determines the
 * format
 */
HeedCorpusFiles *
heed_corpus_files_open (const HeedCorpusPaths  *paths,
                        HeedIndexBase           index_base,
                        GCancellable           *cancellable,
                        GError                **error)
{
  const HeedCorpusRoles roles = { .paths = *paths, .index_base = index_base };

  return heed_corpus_files_open_as (&roles, cancellable, error);
}

/**
 * heed_corpus_files_open_as:
 * @roles: copied
 *
 * Errors: those of heed_line_store_open() and heed_pair_file_read(); %HEED_ERROR_DAMAGED if
 * files have different numbers of lines, or none of their lines is valid
 * Cost:   reads every line
 * Thread: any
 *
 * Returns: (transfer full): the pairs, or %NULL
 */
HeedCorpusFiles *
heed_corpus_files_open_as (const HeedCorpusRoles  *roles,
                           GCancellable           *cancellable,
                           GError                **error)
{
  g_autoptr(HeedCorpusFiles) self = g_new0 (HeedCorpusFiles, 1);

  g_atomic_ref_count_init (&self->ref_count);
  copy_paths (&self->facts.paths, &roles->paths);
  if (!open_sides (self, roles, cancellable, error))
    return NULL;

  if (!check_count (self, self->source, error) || !check_count (self, self->target, error) ||
      !check_lines (self, roles->index_base, cancellable, error) || !check_some_right (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

HeedCorpusFiles *
heed_corpus_files_ref (HeedCorpusFiles *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_corpus_files_unref (HeedCorpusFiles *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->source, heed_line_store_free);
  g_clear_pointer (&self->target, heed_line_store_free);
  g_clear_object (&self->gold);
  g_clear_pointer (&self->csv, heed_pair_file_free);
  g_clear_pointer (&self->dump, heed_attention_dump_free);
  heed_corpus_paths_clear (&self->facts.paths);
  g_free (self->facts.first_wrong);
  g_free (self);
}

const HeedCorpusFacts *
heed_corpus_files_get_facts (HeedCorpusFiles *self)
{
  return &self->facts;
}
