# The same figures as `alongside evaluate EXTRACT --no-report --quick`, by what an analyst would use
# in R: data.table, stats, sandwich, MatchIt. What it is compared with: docs/benchmarks.md.
#
#   Rscript benchmarks/evaluation.R EXTRACT SURVEY OUT
#
# EXTRACT is a folder of CSV files, SURVEY the comparison, OUT a CSV file of figures: id, value.
# Matching: MatchIt before 4.5.4 ignores the caliper, so its time compares and its pairs do not.

suppressPackageStartupMessages({
  library(data.table)
  library(sandwich)
  library(MatchIt)
})
given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
figures <- list()
tell <- function(id, value) figures[[id]] <<- value
table_of <- function(name) fread(file.path(folder, paste0(name, ".csv")), na.strings = "")

# ---- Shares, means, quantiles, with their intervals -----------------------------------------------
z <- qnorm(0.975)
share <- function(id, n, base) {
  p <- n / base
  middle <- (p + z^2 / (2 * base)) / (1 + z^2 / base)
  half <- z / (1 + z^2 / base) * sqrt(p * (1 - p) / base + (z / (2 * base))^2)
  tell(id, p)
  tell(paste0(id, ".low"), middle - half)
  tell(paste0(id, ".high"), middle + half)
}
mean_of <- function(id, x) {
  half <- qt(0.975, length(x) - 1) * sd(x) / sqrt(length(x))
  tell(id, mean(x))
  tell(paste0(id, ".low"), mean(x) - half)
  tell(paste0(id, ".high"), mean(x) + half)
}
parts <- function(id, x, base = length(x)) {
  for (each in sort(unique(x))) share(paste(id, each, sep = "."), sum(x == each), base)
}

# ---- Reading, and what becomes of bad rows --------------------------------------------------------
schemes <- unique(table_of("schemes"), by = "scheme_id")
referrals <- unique(table_of("referrals"), by = "referral_id")[scheme_id %in% schemes$scheme_id]
episodes <- unique(table_of("episodes"), by = "episode_id")[scheme_id %in% schemes$scheme_id]
episodes[ended_on < started_on, ended_on := NA]
below <- function(name, key) unique(table_of(name), by = key)[episode_id %in% episodes$episode_id]
transitions <- below("life_transitions", c("episode_id", "transition"))
contacts <- below("contacts", "contact_id")
measures <- below("measures", c("episode_id", "instrument", "stage", "completed_on"))
not_measured <- below("not_measured", c("episode_id", "instrument", "stage", "on"))
signposts <- below("signposts", "signpost_id")
gaps <- unique(table_of("gaps"), by = "gap_id")[scheme_id %in% schemes$scheme_id]
costs <- table_of("costs")

# ---- One row an episode ---------------------------------------------------------------------------
metric <- c(7, 9.51, 11.25, 12.4, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98,
            18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13,
            29.31, 30.7, 32.55, 35)
item <- function(n) paste0("item_", n)
scored <- function(code, many, most) {
  rows <- measures[instrument == code]
  answers <- as.matrix(rows[, item(seq_len(many)), with = FALSE])
  inside <- !is.na(answers) & answers >= 1 & answers <= most
  whole <- rowSums(inside) == many
  none <- rowSums(!is.na(answers)) == 0
  total <- ifelse(whole, rowSums(answers), NA_real_)
  recorded <- none & many > 1 & !is.na(rows$score) & rows$score %in% (many:(many * most))
  total[recorded] <- rows$score[recorded]
  rows[, mark := if (code == "swemwbs") metric[total - 6] else total]
  rows <- rows[!is.na(mark)]
  setorder(rows, completed_on)
  rows
}
ucla <- scored("ucla3", 3, 3)
wemwbs <- scored("swemwbs", 7, 5)
health <- scored("health_limits_social", 1, 5)
first_of <- function(rows, which) unique(rows[stage == which], by = "episode_id")
last_of <- function(rows, which) unique(rows[stage == which], by = "episode_id", fromLast = TRUE)
put <- function(rows, columns, names) {
  at <- match(episodes$episode_id, rows$episode_id)
  for (i in seq_along(columns)) set(episodes, j = names[i], value = rows[[columns[i]]][at])
}
put(first_of(ucla, "start"), c("mark", "completed_on", item(1:3)),
    c("start", "start_on", "i1", "i2", "i3"))
put(last_of(ucla, "end"), c("mark", "completed_on", "item_1"), c("end", "end_on", "end_item"))
late <- merge(ucla[stage == "follow_up"], episodes[, .(episode_id, ended_on)], by = "episode_id")
setorder(late, completed_on)
put(unique(late[completed_on >= ended_on + 90], by = "episode_id"), "mark", "later")
put(first_of(wemwbs, "start"), c("mark", "completed_on"), c("wb_start", "wb_start_on"))
put(last_of(wemwbs, "end"), c("mark", "completed_on"), c("wb_end", "wb_end_on"))
put(first_of(health, "start"), "mark", "health_start")
put(last_of(health, "end"), "mark", "health_end")
reached <- contacts[reached == TRUE, .(n = .N, minutes = sum(minutes),
  visited = any(mode == "face_to_face"), rang = any(mode == "telephone")), by = episode_id]
put(reached, c("n", "minutes", "visited", "rang"), c("contacts", "minutes", "visited", "rang"))
episodes[is.na(contacts), c("contacts", "minutes", "visited", "rang") := .(0L, 0L, FALSE, FALSE)]
pointed <- signposts[, .N, by = episode_id]
put(pointed, "N", "signposts")
episodes[, received_on := referrals$received_on[match(referral_id, referrals$referral_id)]]
episodes[, identified := episode_id %in% transitions$episode_id]
episodes[, days := as.integer(ended_on - started_on)]
ended <- episodes[!is.na(ended_on)]

# ---- Reach, referrals, support, connections -------------------------------------------------------
tell("referrals.count", nrow(referrals))
parts("referrals.source", referrals$source)
parts("referrals.outcome", referrals$outcome)
share("referrals.stop_gap", sum(referrals$stop_gap, na.rm = TRUE), sum(!is.na(referrals$stop_gap)))
waits <- na.omit(as.integer(episodes$started_on - episodes$received_on))
tell("referrals.wait_days.median", quantile(waits, 0.5))
tell("referrals.wait_days.p75", quantile(waits, 0.75))
tell("people.count", uniqueN(episodes$person_id))
tell("episodes.count", nrow(episodes))
parts("people.gender", fifelse(is.na(episodes$gender), "not_stated", episodes$gender))
parts("people.ethnicity", fifelse(is.na(episodes$ethnicity), "not_stated", episodes$ethnicity))
ages <- na.omit(episodes$age)
tell("people.age.median", median(ages))
share("people.under_60", sum(ages < 60), length(ages))
share("people.under_70", sum(ages < 70), length(ages))
parts("people.transition", transitions$transition, nrow(episodes))
share("support.one_day", sum(ended$days == 0), nrow(ended))
share("support.under_13_weeks", sum(ended$days < 91), nrow(ended))
for (p in c(0.5, 0.75)) {
  tell(paste0("support.days.", p), quantile(ended$days, p))
  tell(paste0("support.contacts.", p), quantile(ended$contacts, p))
}
mean_of("support.hours.mean", ended$minutes / 60)
ways <- with(ended, fcase(visited & rang, "both", visited, "face_to_face_only",
                          rang, "telephone_only", contacts > 0, "other", default = "none_recorded"))
parts("support.mode", ways)
some <- ended[contacts > 0]
share("support.at_most_weekly", sum(some$contacts / pmax(1, some$days / 7) <= 1), nrow(some))
tell("signposts.count", nrow(signposts))
share("signposts.people_share", sum(!is.na(episodes$signposts)), nrow(episodes))
for (each in c("destination", "outcome", "how", "reason")) {
  parts(paste0("signposts.", each), na.omit(signposts[[each]]))
}
parts("gaps.status", gaps$status)
parts("gaps.barrier", na.omit(gaps$barrier))
tell("gaps.days_to_running.median", median(as.integer(gaps$running_on - gaps$opened_on), na.rm = TRUE))
parts("not_measured", not_measured[instrument == "ucla3" & stage == "end"]$reason)

# ---- Loneliness, wellbeing, follow-up -------------------------------------------------------------
pairs <- episodes[!is.na(start) & !is.na(end) & start_on <= end_on]
pairs[, change := start - end]
starts <- na.omit(episodes$start)
tell("loneliness.start.count", length(starts))
share("loneliness.start.lonely", sum(starts >= 6), length(starts))
share("loneliness.start.severe", sum(starts >= 8), length(starts))
tell("loneliness.pairs", nrow(pairs))
mean_of("loneliness.start_paired.mean", pairs$start)
mean_of("loneliness.end_paired.mean", pairs$end)
mean_of("loneliness.change.mean", pairs$change)
share("loneliness.change.less", sum(pairs$change > 0), nrow(pairs))
share("loneliness.change.same", sum(pairs$change == 0), nrow(pairs))
share("loneliness.change.more", sum(pairs$change < 0), nrow(pairs))
tell("loneliness.change.p", wilcox.test(pairs$change, exact = FALSE, correct = FALSE)$p.value)
lonely <- pairs$start >= 6
later_lonely <- pairs$end >= 6
out <- sum(lonely & !later_lonely)
into <- sum(!lonely & later_lonely)
share("loneliness.lonely_to_not", out, sum(lonely))
share("loneliness.not_to_lonely", into, sum(!lonely))
tell("loneliness.mcnemar.p", binom.test(out, out + into)$p.value)
share("loneliness.completion", sum(!is.na(pairs$ended_on)), nrow(ended))
items <- as.matrix(pairs[!is.na(i1) & !is.na(end_item), .(i1, i2, i3)])
alpha <- 3 / 2 * (1 - sum(apply(items, 2, var)) / var(rowSums(items)))
threshold <- 1.96 * sqrt(2) * sd(rowSums(items)) * sqrt(1 - alpha)
with_items <- pairs[!is.na(i1) & !is.na(end_item)]
tell("loneliness.alpha", alpha)
share("loneliness.reliable.less", sum(with_items$change > threshold), nrow(with_items))
share("loneliness.reliable.more", sum(-with_items$change > threshold), nrow(with_items))
wb <- episodes[!is.na(wb_start) & !is.na(wb_end) & wb_start_on <= wb_end_on]
mean_of("wellbeing.start.mean", na.omit(episodes$wb_start))
mean_of("wellbeing.end.mean", na.omit(episodes$wb_end))
mean_of("wellbeing.change.mean", wb$wb_end - wb$wb_start)
share("wellbeing.change.improved", sum(wb$wb_end > wb$wb_start), nrow(wb))
share("wellbeing.start.below_national", sum(na.omit(episodes$wb_start) < 25.2),
      sum(!is.na(episodes$wb_start)))
for (each in c("start", "end")) {
  told <- na.omit(episodes[[paste0("health_", each)]])
  share(paste0("health_limits.", each), sum(told == 1), length(told))
}
three <- episodes[!is.na(start) & !is.na(end) & !is.na(later)]
tell("follow_up.count", nrow(three))
share("follow_up.less", sum(three$later < three$start), nrow(three))
share("follow_up.declined", sum(three$later > three$end), nrow(three))
share("follow_up.relapsed", sum(three$end < 6 & three$later >= 6), nrow(three))

# ---- What goes with improvement, and who was not measured -----------------------------------------
factors <- function(rows) {
  rows[, `:=`(age_under_60 = as.numeric(age < 60), severe_at_start = as.numeric(start >= 8),
              transition_identified = as.numeric(identified),
              contacts_one = as.numeric(contacts <= 1),
              contacts_over_twelve = as.numeric(contacts > 12),
              female = fcase(gender == "female", 1, gender == "male", 0, default = NA_real_))]
}
pairs <- factors(pairs)
terms <- c("age_under_60", "severe_at_start", "transition_identified", "contacts_one",
           "contacts_over_twelve", "female")
for (term in terms) for (level in 0:1) {
  group <- pairs[get(term) == level]
  share(paste("factor", term, level, "less", sep = "."), sum(group$change > 0), nrow(group))
  mean_of(paste("factor", term, level, "change", sep = "."), group$change)
}
whole <- pairs[complete.cases(pairs[, terms, with = FALSE])]
whole[, less := as.numeric(change > 0)]
robust <- function(id, fit) {
  clusters <- uniqueN(whole$scheme_id)
  errors <- sqrt(diag(vcovCL(fit, cluster = whole$scheme_id, type = "HC1")))
  for (term in names(coef(fit))[-1]) {
    tell(paste(id, term, sep = "."), coef(fit)[[term]])
    tell(paste(id, term, "se", sep = "."), errors[[term]])
    tell(paste(id, term, "p", sep = "."),
         2 * pt(-abs(coef(fit)[[term]] / errors[[term]]), clusters - 1))
  }
}
robust("factor.odds", glm(reformulate(terms, "less"), binomial, whole,
                          control = glm.control(epsilon = 1e-12)))
robust("factor.slope", lm(reformulate(terms, "change"), whole))
robust("adjusted.slope", lm(reformulate(c("start", setdiff(terms, "severe_at_start")), "end"), whole))
asked <- factors(episodes[!is.na(ended_on) & !is.na(start)])
asked[, measured := as.numeric(!is.na(end))]
less <- sum(asked$end < asked$start, na.rm = TRUE)
share("missing.end_share", sum(asked$measured == 0), nrow(asked))
share("missing.bound.less_low", less, nrow(asked))
share("missing.bound.less_high", less + sum(asked$measured == 0), nrow(asked))
weighed <- c("age", "start", "transition_identified", "contacts_one", "contacts_over_twelve", "female")
known <- asked[complete.cases(asked[, weighed, with = FALSE])]
fitted <- fitted(glm(reformulate(weighed, "measured"), binomial, known,
                     control = glm.control(epsilon = 1e-12)))
there <- known$measured == 1
w <- mean(there) / fitted[there]
w <- pmin(pmax(w, quantile(w, 0.01)), quantile(w, 0.99))
tell("missing.ipw.less", weighted.mean((known$end < known$start)[there], w))
tell("missing.ipw.change", weighted.mean((known$start - known$end)[there], w))

# ---- Matched comparison ---------------------------------------------------------------------------
survey <- fread(given[2])
survey <- survey[complete.cases(survey[, .(age, gender, lives_alone, ucla_start, ucla_end)])]
ours <- pairs[gender %in% survey$gender & !is.na(age) & !is.na(lives_alone) &
                age >= min(survey$age) & age <= max(survey$age)]
both <- rbind(ours[, .(age, gender, lives_alone, start, end, treated = 1)],
              survey[, .(age, gender, lives_alone, start = ucla_start, end = ucla_end, treated = 0)])
both[, lonely := start >= 6]
begun <- proc.time()[["elapsed"]]
matched <- suppressWarnings(matchit(treated ~ age + gender + lives_alone + start, both,
                                    method = "nearest", distance = "glm", caliper = 0.2,
                                    exact = ~lonely))
cat("matching", proc.time()[["elapsed"]] - begun, "\n")
kept <- as.data.table(match.data(matched))
for (each in c("age", "lives_alone", "start")) for (when in c("before", "after")) {
  rows <- if (when == "before") both else kept
  tell(paste("balance", each, when, sep = "."),
       (mean(rows[treated == 1][[each]]) - mean(rows[treated == 0][[each]])) /
         sd(both[treated == 1][[each]]))
}
tell("matched.pairs", sum(kept$treated == 1))
setorder(kept, subclass, treated)
ends <- function(test) matrix(test(kept), ncol = 2, byrow = TRUE)
differs <- function(id, held, chosen) {
  d <- held[chosen, 2] - held[chosen, 1]
  share(paste0(id, ".treated"), sum(held[chosen, 2]), sum(chosen))
  share(paste0(id, ".comparison"), sum(held[chosen, 1]), sum(chosen))
  tell(paste0(id, ".difference"), mean(d))
  tell(paste0(id, ".half"), 1.959964 * sd(d) / sqrt(length(d)))
}
was_lonely <- ends(function(rows) rows$lonely)[, 2]
less_of <- ends(function(rows) as.numeric(rows$end < rows$start))
differs("matched.less", less_of, rep(TRUE, nrow(less_of)))
differs("matched.lonely_to_not", ends(function(rows) as.numeric(rows$end < 6)), was_lonely)
differs("matched.became_lonely", ends(function(rows) as.numeric(rows$end >= 6)), !was_lonely)
ratio <- mean(less_of[, 2]) / mean(less_of[, 1])
tell("matched.less.e_value", ratio + sqrt(ratio * (ratio - 1)))
for_us <- sum(less_of[, 2] > less_of[, 1])
against <- sum(less_of[, 2] < less_of[, 1])
p <- qbeta(0.05, for_us, against + 1)
tell("matched.less.rosenbaum_gamma", p / (1 - p))

# ---- Social return, with the values of benchmarks/extracts.py -------------------------------------
rate <- 0.035
year <- as.integer(format(costs$incurred_on, "%Y"))
present <- costs$amount_gbp / (1 + rate)^(year - min(year))
running <- sum(present[costs$kind == "running"])
band <- function(x) c(0, 4000, 9000, 12500, 14000)[findInterval(x, c(7, 14, 18, 22, 26))]
worth <- c(mean(pairs$change * 420) * nrow(pairs) * 0.73 * 0.9,
           mean(band(wb$wb_end) - band(wb$wb_start)) * nrow(wb) * 0.73 * (1 + 0.5 / (1 + rate)))
tell("sroi.present_value_outcomes", sum(worth))
tell("sroi.present_value_investment", running)
tell("sroi.ratio", sum(worth) / running)
tell("sroi.ratio_all_costs", sum(worth) / sum(present))

fwrite(data.table(id = names(figures), value = unlist(figures)), given[3])
