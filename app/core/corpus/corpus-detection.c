/* corpus-detection.c — detecting which file of a corpus plays which role, and why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of links is recognised by its contents: each of its first lines parses as links. Of two
 * files of text the source is the one whose name contains the model's source language; if neither
 * name has a language of the model, it is the one that was named first.
 */

#include "app/core/corpus/corpus-detection.h"

#include <string.h>

#include "app/core/corpus/line-store.h"
#include "app/core/links/gold-line.h"

#define N_SAMPLED 50  /* lines */

static void
clear_file (gpointer data)
{
  HeedDetectedFile *file = data;

  for (guint i = 0; i < HEED_DETECTED_LINES; i++)
    g_free (file->lines[i]);
  g_free (file->path);
  g_clear_error (&file->problem);
}

static HeedDetectedFile *
get_file (GArray *detected,
          guint   i)
{
  return &g_array_index (detected, HeedDetectedFile, i);
}

/* --- One file -------------------------------------------------------------- */

/* Counts over the first lines, if all of them are links. */
typedef struct
{
  guint    n_links;
  guint    n_rows;    /* on lines of their own, with the number of a sentence */
  gboolean has_zero;  /* some link is of a word 0 */
} Links;

/* Returns FALSE if the line does not consist of links. */
static gboolean
count_links (Links      *links,
             const char *line)
{
  g_autoptr(HeedAlignment) parsed = heed_alignment_parse (line, 0, NULL);
  HeedGoldRow row;

  if (parsed == NULL && !heed_gold_row_parse (line, &row))
    return FALSE;

  links->n_rows += parsed == NULL;
  links->n_links += parsed != NULL ? parsed->n_links : 1;
  for (guint i = 0; parsed != NULL && i < parsed->n_links; i++)
    links->has_zero |= parsed->links[i].source == 0 || parsed->links[i].target == 0;

  return TRUE;
}

static gboolean
contains_links (HeedLineStore *store,
                Links         *links)
{
  guint n = MIN (heed_line_store_get_n_lines (store), N_SAMPLED);

  *links = (Links) { 0 };
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = heed_line_store_dup_line (store, i, NULL);

      if (line == NULL || !count_links (links, line))
        return FALSE;
    }

  return links->n_links > 0;
}

static void
detect_links (HeedDetectedFile *file,
              HeedLineStore    *store)
{
  Links links;

  if (!contains_links (store, &links))
    return;

  file->reason = links.n_rows > 0 ? HEED_REASON_ROWS
                 : links.has_zero ? HEED_REASON_ZERO : HEED_REASON_NO_ZERO;
  file->role =
    file->reason == HEED_REASON_ZERO ? HEED_ROLE_GOLD_FROM_0 : HEED_ROLE_GOLD_FROM_1;
}

/* Returns FALSE if the line has anything but numbers from 0 to 1; counts those with a point. */
static gboolean
count_fractions (const char *line,
                 guint      *n_fractions)
{
  g_auto(GStrv) words = g_strsplit_set (line, " \t\r", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *end = NULL;
      double value = g_ascii_strtod (words[i], &end);

      if (*words[i] == '\0')
        continue;
      if (!g_ascii_isdigit (*words[i]) || *end != '\0' || !(value >= 0.0 && value < 1.001))
        return FALSE;

      *n_fractions += strchr (words[i], '.') != NULL;
    }

  return TRUE;
}

static void
detect_fractions (HeedDetectedFile *file,
                  HeedLineStore    *store)
{
  guint n = MIN (heed_line_store_get_n_lines (store), N_SAMPLED);
  guint n_fractions = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = heed_line_store_dup_line (store, i, NULL);

      if (line == NULL || !count_fractions (line, &n_fractions))
        return;
    }

  if (n_fractions > 0)
    {
      file->role = HEED_ROLE_PROBABILITIES;
      file->reason = HEED_REASON_FRACTIONS;
    }
}

/* Returns whether the first sentence of the dump is valid, since other texts may begin like a
 * dump. Its tokens may be missing, because they may be in other files. */
static gboolean
is_valid_dump (HeedAttentionDump *dump)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, HEED_DUMP_LAST_LAYER, HEED_HEAD_MEAN };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedDumpedAttention) attention = NULL;

  if (heed_attention_dump_get_n (dump) == 0)
    return FALSE;

  attention = heed_attention_dump_read (dump, 0, NULL, NULL, &site, &error);

  return attention != NULL || g_error_matches (error, HEED_ERROR, HEED_ERROR_SHAPE);
}

static HeedAttentionDump *
open_dump (const char *path)
{
  g_autoptr(HeedAttentionDump) dump =
    heed_attention_dump_open (path, HEED_DUMP_GUESSED, NULL, NULL);

  return dump != NULL && is_valid_dump (dump) ? g_steal_pointer (&dump) : NULL;
}

gboolean
heed_corpus_detect_dump (const char *path)
{
  g_autoptr(HeedAttentionDump) dump = open_dump (path);

  return dump != NULL;
}

/* Shows the name of the format as the first line, since a dump need not consist of lines. */
static gboolean
detect_dump (HeedDetectedFile *file)
{
  g_autoptr(HeedAttentionDump) dump = open_dump (file->path);

  if (dump == NULL)
    return FALSE;

  file->role = HEED_ROLE_DUMP;
  file->reason = HEED_REASON_DUMP;
  file->n_lines = heed_attention_dump_get_n (dump);
  file->lines[0] = g_strdup (heed_dump_format_get_name (heed_attention_dump_get_format (dump)));

  return TRUE;
}

static void
detect_file (HeedDetectedFile *file,
             const char       *path,
             GCancellable     *cancellable)
{
  g_autoptr(HeedLineStore) store = NULL;

  *file = (HeedDetectedFile) { .path = g_strdup (path) };
  if (detect_dump (file))
    return;

  store = heed_line_store_open (path, cancellable, &file->problem);
  if (store == NULL)
    return;

  file->n_lines = heed_line_store_get_n_lines (store);
  for (guint i = 0; i < MIN (file->n_lines, HEED_DETECTED_LINES); i++)
    file->lines[i] = heed_line_store_dup_line (store, i, NULL);

  detect_links (file, store);
  if (file->role == HEED_ROLE_NONE)
    detect_fractions (file, store);
}

/* --- Roles of the files ---------------------------------------------------- */

/* Returns whether a part of the file's name is the language: test.en, en.txt, train.fr-en.en.gz. */
static gboolean
is_named (const char *path,
          const char *language)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize n = strcspn (language, "-");
  g_auto(GStrv) parts = g_strsplit_set (name, ".", -1);

  for (guint i = 0; n > 0 && parts[i] != NULL; i++)
    if (g_ascii_strncasecmp (parts[i], language, n) == 0 && parts[i][n] == '\0')
      return TRUE;

  return FALSE;
}

static void
set_role (HeedDetectedFile          *file,
          HeedFileRole               role,
          const HeedCorpusLanguages *languages)
{
  gboolean is_source = role == HEED_ROLE_SOURCE;

  file->role = role;
  file->reason =
    is_named (file->path, is_source ? languages->source_language : languages->target_language)
    ? (is_source ? HEED_REASON_SOURCE_LANGUAGE : HEED_REASON_TARGET_LANGUAGE) : HEED_REASON_ORDER;
}

/* Assigns source and target to two text files; a third one is not used. */
static void
assign_sides (HeedDetectedFile          *first,
              HeedDetectedFile          *second,
              const HeedCorpusLanguages *languages)
{
  gboolean is_turned = (is_named (second->path, languages->source_language) ||
                        is_named (first->path, languages->target_language)) &&
                       !is_named (first->path, languages->source_language);

  set_role (is_turned ? second : first, HEED_ROLE_SOURCE, languages);
  set_role (is_turned ? first : second, HEED_ROLE_TARGET, languages);
}

/* A single text file may contain both sides. */
static void
assign_text (HeedDetectedFile          *file,
             const HeedCorpusLanguages *languages)
{
  static const HeedFileRole roles[] = {
    [HEED_CORPUS_LINES] = HEED_ROLE_SOURCE, [HEED_CORPUS_TABS] = HEED_ROLE_TABS,
    [HEED_CORPUS_BARS] = HEED_ROLE_BARS, [HEED_CORPUS_CSV] = HEED_ROLE_CSV,
  };
  HeedCorpusFormat format = heed_corpus_format_find (file->path);

  set_role (file, HEED_ROLE_SOURCE, languages);
  file->role = roles[format];
  if (format != HEED_CORPUS_LINES)
    file->reason = format == HEED_CORPUS_CSV ? HEED_REASON_CSV : HEED_REASON_SEPARATOR;
}

/* Keeps one file of probabilities if there are links; otherwise such a file is a text. */
static void
settle_probabilities (GArray *detected)
{
  gboolean are_wanted = FALSE;

  for (guint i = 0; i < detected->len; i++)
    are_wanted |= get_file (detected, i)->role == HEED_ROLE_GOLD_FROM_0 ||
                  get_file (detected, i)->role == HEED_ROLE_GOLD_FROM_1;

  for (guint i = 0; i < detected->len; i++)
    {
      HeedDetectedFile *file = get_file (detected, i);

      if (file->role != HEED_ROLE_PROBABILITIES)
        continue;

      if (!are_wanted)
        {
          file->role = HEED_ROLE_NONE;
          file->reason = HEED_REASON_NONE;
        }
      are_wanted = FALSE;
    }
}

/**
 * heed_detected_files_new:
 * @paths: (array zero-terminated=1): in any order
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type HeedDetectedFile): one element for each of @paths
 */
GArray *
heed_detected_files_new (const char *const         *paths,
                         const HeedCorpusLanguages *languages,
                         GCancellable              *cancellable)
{
  GArray *detected = g_array_new (FALSE, TRUE, sizeof (HeedDetectedFile));
  HeedDetectedFile *texts[2] = { NULL, NULL };
  guint n_texts = 0;
  gboolean has_gold = FALSE;
  gboolean has_dump = FALSE;

  g_array_set_clear_func (detected, clear_file);
  g_array_set_size (detected, g_strv_length ((char **) paths));
  for (guint i = 0; i < detected->len; i++)
    detect_file (get_file (detected, i), paths[i], cancellable);
  settle_probabilities (detected);

  for (guint i = 0; i < detected->len; i++)
    {
      HeedDetectedFile *file = get_file (detected, i);

      if (file->role == HEED_ROLE_PROBABILITIES)
        continue;

      if (file->role == HEED_ROLE_DUMP)
        {
          file->role = has_dump ? HEED_ROLE_NONE : HEED_ROLE_DUMP;
          has_dump = TRUE;
        }
      else if (file->problem == NULL && (file->role == HEED_ROLE_NONE || has_gold) && n_texts < 2)
        texts[n_texts++] = file;
      else if (file->role != HEED_ROLE_NONE && has_gold)
        file->role = HEED_ROLE_NONE;
      else
        has_gold |= file->role != HEED_ROLE_NONE;
    }

  if (n_texts == 2)
    assign_sides (texts[0], texts[1], languages);
  else if (n_texts == 1 && has_dump)
    set_role (texts[0], HEED_ROLE_SOURCE, languages);
  else if (n_texts == 1)
    assign_text (texts[0], languages);

  return detected;
}

/* --- Combining the files --------------------------------------------------- */

static gboolean
set_path (char             **place,
          const char        *path,
          const char        *what,
          GError           **error)
{
  if (*place == NULL)
    {
      *place = g_strdup (path);
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected one file, found %s and %s",
               what, *place, path);
  return FALSE;
}

static gboolean
add_file (HeedCorpusRoles         *roles,
          const HeedDetectedFile  *file,
          GError                 **error)
{
  switch (file->role)
    {
    case HEED_ROLE_SOURCE:
      return set_path (&roles->paths.source, file->path, "source", error);
    case HEED_ROLE_TARGET:
      return set_path (&roles->paths.target, file->path, "target", error);
    case HEED_ROLE_TABS:
    case HEED_ROLE_BARS:
    case HEED_ROLE_CSV:
      roles->format = file->role == HEED_ROLE_TABS   ? HEED_CORPUS_TABS
                      : file->role == HEED_ROLE_BARS ? HEED_CORPUS_BARS : HEED_CORPUS_CSV;
      return set_path (&roles->paths.source, file->path, "source", error);
    case HEED_ROLE_GOLD_FROM_0:
    case HEED_ROLE_GOLD_FROM_1:
      roles->index_base = file->role == HEED_ROLE_GOLD_FROM_0 ? HEED_INDEX_BASE_0
                                                              : HEED_INDEX_BASE_1;
      return set_path (&roles->paths.gold, file->path, "gold links", error);
    case HEED_ROLE_DUMP:
      return set_path (&roles->paths.dump, file->path, "attention", error);
    case HEED_ROLE_PROBABILITIES:
      return set_path (&roles->paths.probabilities, file->path, "probabilities", error);
    case HEED_ROLE_NONE:
    case HEED_N_ROLES:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * heed_detected_files_find_roles:
 * @roles: (out): cleared with heed_corpus_roles_clear(), in any case
 *
 * Errors: %HEED_ERROR_UNSUPPORTED
 */
gboolean
heed_detected_files_find_roles (GArray           *detected,
                                HeedCorpusRoles  *roles,
                                GError          **error)
{
  *roles = (HeedCorpusRoles) { .has_format = TRUE, .format = HEED_CORPUS_LINES };

  for (guint i = 0; i < detected->len; i++)
    if (!add_file (roles, get_file (detected, i), error))
      return FALSE;

  if (roles->paths.source == NULL && roles->paths.dump == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "source: expected a file, found none");
      return FALSE;
    }

  if (roles->paths.probabilities != NULL && roles->paths.gold == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected links beside probabilities, found none",
                   roles->paths.probabilities);
      return FALSE;
    }

  if (roles->paths.target == NULL || roles->format == HEED_CORPUS_LINES)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "target: expected none beside %s, which has both sides, found %s",
               roles->paths.source, roles->paths.target);
  return FALSE;
}

static HeedFileRole
find_role (const HeedCorpusFacts *facts,
           HeedGoldFile          *gold,
           const char            *path)
{
  if (g_strcmp0 (path, facts->paths.gold) == 0)
    return heed_gold_file_get_first (gold) == 0 ? HEED_ROLE_GOLD_FROM_0 : HEED_ROLE_GOLD_FROM_1;
  if (g_strcmp0 (path, facts->paths.target) == 0)
    return HEED_ROLE_TARGET;
  if (g_strcmp0 (path, facts->paths.dump) == 0)
    return HEED_ROLE_DUMP;
  if (g_strcmp0 (path, facts->paths.probabilities) == 0)
    return HEED_ROLE_PROBABILITIES;
  if (g_strcmp0 (path, facts->paths.source) != 0)
    return HEED_ROLE_NONE;

  switch (facts->format)
    {
    case HEED_CORPUS_LINES:
      return HEED_ROLE_SOURCE;
    case HEED_CORPUS_TABS:
      return HEED_ROLE_TABS;
    case HEED_CORPUS_BARS:
      return HEED_ROLE_BARS;
    case HEED_CORPUS_CSV:
      return HEED_ROLE_CSV;
    }

  g_return_val_if_reached (HEED_ROLE_NONE);
}

void
heed_detected_files_set_roles (GArray          *detected,
                               HeedCorpusFiles *files)
{
  const HeedCorpusFacts *facts = heed_corpus_files_get_facts (files);

  for (guint i = 0; i < detected->len; i++)
    get_file (detected, i)->role = find_role (facts, heed_corpus_files_get_gold (files),
                                              get_file (detected, i)->path);
}
