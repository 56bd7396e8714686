/* folder.h — the files of a model that is a folder, or a zip of one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/file-kind.h"

G_BEGIN_DECLS

/* Names are relative, "model/model.bin". In a zip whose files all stand in one
 * folder, names start behind that. */
typedef struct _HeedFolder HeedFolder;

HeedFolder *heed_folder_open (const char  *path,
                              GError     **error);
void        heed_folder_free (HeedFolder  *folder);
gboolean    heed_folder_has  (HeedFolder  *folder,
                              const char  *name);

/* A new reference to all of a file: mapped, not read, if it can be. */
GBytes     *heed_folder_map  (HeedFolder  *folder,
                              const char  *name,
                              GError     **error);

/* The same of what may be what a reader wants, which messages call expected; an error that says
 * what it is if it is clearly something else. */
GBytes     *heed_folder_map_kind (HeedFolder    *folder,
                                  const char    *name,
                                  HeedFileKind   wanted,
                                  const char    *expected,
                                  GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFolder, heed_folder_free)

G_END_DECLS
