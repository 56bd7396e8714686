/* folder.h — the files of a model folder, or of a zip of one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/file-kind.h"

G_BEGIN_DECLS

/* Names are relative, such as "model/model.bin". If all files of a zip are in one folder, names
 * are relative to that. */
typedef struct _HeedFolder HeedFolder;

HeedFolder *heed_folder_open (const char  *path,
                              GError     **error);
void        heed_folder_free (HeedFolder  *folder);
gboolean    heed_folder_has  (HeedFolder  *folder,
                              const char  *name);

/* Returns a new reference to the contents of a file: mapped rather than read, if possible. */
GBytes     *heed_folder_map  (HeedFolder  *folder,
                              const char  *name,
                              GError     **error);

/* The same, but checks that the file may be of the kind that the reader accepts; expected is its
 * description in messages. If it is clearly another kind, the error names that. */
GBytes     *heed_folder_map_kind (HeedFolder    *folder,
                                  const char    *name,
                                  HeedFileKind   wanted,
                                  const char    *expected,
                                  GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFolder, heed_folder_free)

G_END_DECLS
