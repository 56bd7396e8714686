/* fake-engine.h — an engine that does what the test says, when it says so
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* While it is shut, the engine's thread waits before it makes a session and
 * before each step. */
void  fake_engine_shut_gate          (void);
void  fake_engine_open_gate          (void);
/* Lets through what stands there, and returns once it has gone. */
void  fake_engine_let_one_pass       (void);
/* Returns once the engine's thread stands at the gate. */
void  fake_engine_wait_at_gate       (void);

/* From this position on a step fails; G_MAXUINT, the default: none does. */
void  fake_engine_fail_at            (guint position);

/* Since the program began. */
guint fake_engine_get_n_steps_taken  (void);
guint fake_engine_get_n_sessions     (void);
guint fake_engine_get_n_models_alive (void);
guint fake_engine_get_n_interventions (void);  /* done and undone */

/* The thread that last ran anything of the engine. */
GThread *fake_engine_get_thread      (void);

G_END_DECLS
