/* corpus-detection.h — detecting which file of a corpus plays which role, and why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     detected = heed_detected_files_new (paths, &languages, cancellable)
 *     g_array_index (detected, HeedDetectedFile, i).role = a correction by the user
 *     heed_detected_files_find_roles (detected, &roles, &error)
 */

#pragma once

#include "app/core/corpus/corpus-files.h"

G_BEGIN_DECLS

typedef enum {
  HEED_ROLE_NONE,         /* the file is not used */
  HEED_ROLE_SOURCE,       /* one sentence per line, like the next */
  HEED_ROLE_TARGET,
  HEED_ROLE_TABS,         /* both sides in one file, like the next two */
  HEED_ROLE_BARS,
  HEED_ROLE_CSV,
  HEED_ROLE_GOLD_FROM_0,  /* links; the number of the first word */
  HEED_ROLE_GOLD_FROM_1,
  HEED_ROLE_DUMP,         /* attention that another program wrote */
  HEED_ROLE_PROBABILITIES, /* of the links in the file of links */
  HEED_N_ROLES
} HeedFileRole;

/* Why a file was recognised to have that role. */
typedef enum {
  HEED_REASON_NONE,             /* the file cannot be read, or no role is left for it */
  HEED_REASON_ZERO,             /* all inspected lines are links, some of them of a word 0 */
  HEED_REASON_NO_ZERO,          /* all inspected lines are links, none of them of a word 0 */
  HEED_REASON_ROWS,             /* all inspected lines have one link each, in NAACL format */
  HEED_REASON_SOURCE_LANGUAGE,  /* the name contains the model's source language */
  HEED_REASON_TARGET_LANGUAGE,  /* the name contains the model's target language */
  HEED_REASON_ORDER,            /* it was named before or after the other file */
  HEED_REASON_SEPARATOR,        /* most lines contain a separator between the sides */
  HEED_REASON_CSV,              /* the name ends like that of a CSV file */
  HEED_REASON_DUMP,             /* it is in a format in which other programs write attention */
  HEED_REASON_FRACTIONS         /* all inspected lines are numbers from 0 to 1, beside links */
} HeedRoleReason;

#define HEED_DETECTED_LINES 3

typedef struct {
  char           *path;
  HeedFileRole    role;
  HeedRoleReason  reason;
  guint           n_lines;
  char           *lines[HEED_DETECTED_LINES];  /* the first lines; NULL if there are fewer */
  GError         *problem;                     /* why the file cannot be read; or NULL */
} HeedDetectedFile;

/* Reads all files and returns one HeedDetectedFile for each of them. */
GArray   *heed_detected_files_new        (const char *const          *paths,
                                          const HeedCorpusLanguages  *languages,
                                          GCancellable               *cancellable);

/* Returns whether the file contains attention that another program wrote. */
gboolean  heed_corpus_detect_dump        (const char                 *path);

/* Combines the roles of all files; the error says which role is missing or given twice. */
gboolean  heed_detected_files_find_roles (GArray                     *detected,
                                          HeedCorpusRoles            *roles,
                                          GError                    **error);

/* Sets the roles to those that an open corpus was read with. */
void      heed_detected_files_set_roles  (GArray                     *detected,
                                          HeedCorpusFiles            *files);

G_END_DECLS
