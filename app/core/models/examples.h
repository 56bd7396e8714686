/* examples.h — example sentences, the model's own or by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

char **heed_examples_dup (HeedModel *model);

G_END_DECLS
