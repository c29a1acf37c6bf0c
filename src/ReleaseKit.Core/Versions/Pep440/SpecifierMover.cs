using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Pep440;

/// <summary>Moves a version specifier to a version while keeping the style it is written in.</summary>
internal static class SpecifierMover
{
    /// <summary>The moved specifier; the same text when it is none, accepts everything, or need not change.</summary>
    public static string Move(string specifier, Pep440Version version)
    {
        if (SpecifierSet.TryParse(specifier) is not { Clauses.Count: > 0 } set)
        {
            return specifier;
        }

        var moved = Exclusions(set, version).Any()
            ? Join(set, set.Clauses.Except(Exclusions(set, version)).Select(c => Rewrite(c, version)))
            : TextEdit.Apply(specifier, set.Clauses.Select(c => MoveClause(c, version)).OfType<TextEdit>());
        if (Accepts(moved, version))
        {
            return moved;
        }

        // Upper bounds alone do not opt in to a prerelease; a lower bound that names it does.
        var lower = ">=" + version.Public;
        var widened = moved.Trim().Length == 0 ? lower : moved.TrimEnd() + Separator(set) + lower;
        return Accepts(widened, version) ? widened : lower;
    }

    private static IEnumerable<SpecifierClause> Exclusions(SpecifierSet set, Pep440Version version) =>
        set.Clauses.Where(c => c.Operator == "!=" && !c.Accepts(version));

    private static string Rewrite(SpecifierClause clause, Pep440Version version)
    {
        var (offset, edit) = (clause.Whole.Start, MoveClause(clause, version));
        var text = clause.Operator + clause.Text + (clause.IsPrefix ? ".*" : "");
        return edit is null ? text
            : edit.Span.Start == offset ? edit.Replacement
            : clause.Operator + edit.Replacement + (clause.IsPrefix && edit.Span == clause.Span ? ".*" : "");
    }

    private static TextEdit? MoveClause(SpecifierClause clause, Pep440Version version) => clause.Operator switch
    {
        "!=" => null,
        "===" => new TextEdit(clause.Span, version.ToString()),
        "==" when clause.IsPrefix => MovePrefix(clause, version),
        "~=" => MoveCompatible(clause, version),
        ">" => clause.Accepts(version) ? null : new TextEdit(clause.Whole, ">=" + version.WriteLike(clause.Count)),
        "<" => MoveUpper(clause, version),
        "<=" when clause.Accepts(version) => null,
        _ => new TextEdit(clause.Span, version.WriteLike(clause.Count)),
    };

    private static TextEdit? MovePrefix(SpecifierClause clause, Pep440Version version)
    {
        if (version.IsPrerelease)
        {
            return new TextEdit(clause.Whole, "==" + version.Public);
        }

        return clause.Accepts(version) ? null : new TextEdit(clause.Span, Shortened(version, clause.Count).ToString());
    }

    /// <summary>The number of release numbers decides what <c>~=</c> accepts, so it is kept; only a prerelease must be named in full.</summary>
    private static TextEdit MoveCompatible(SpecifierClause clause, Pep440Version version) =>
        new(clause.Span, version.IsPrerelease ? version.WriteLike(clause.Count) : Shortened(version, clause.Count).ToString());

    private static TextEdit? MoveUpper(SpecifierClause clause, Pep440Version version)
    {
        // A bound on a release excludes its prereleases as well, so that 2.0rc1 already moves "<2".
        var bound = clause.Version!;
        if (version.Base < bound.Base)
        {
            return null;
        }

        var (major, minor) = (version.At(0), version.At(1));
        var capsMinor = !bound.At(0).IsZero && !bound.At(1).IsZero && bound.Release.Skip(2).All(n => n.IsZero);
        var next = capsMinor || major.IsZero ? version.Stable(major, minor + 1, 0) : version.Stable(major + 1, 0, 0);
        var suffix = bound switch
        {
            { Dev: { IsZero: true }, Phase: null, Post: null } => ".dev0",
            { Phase: not null, PhaseNumber.IsZero: true, Post: null, Dev: null } => bound.Phase + "0",
            _ => "",
        };
        return new TextEdit(clause.Span, next.WriteLike(clause.Count) + suffix);
    }

    private static Pep440Version Shortened(Pep440Version version, int count) =>
        version.Stable([.. Enumerable.Range(0, count).Select(version.At)]);

    private static string Join(SpecifierSet set, IEnumerable<string> clauses) => string.Join(Separator(set), clauses);

    private static string Separator(SpecifierSet set) => set.Text.Contains(", ", StringComparison.Ordinal) ? ", " : ",";

    private static bool Accepts(string specifier, Pep440Version version) => SpecifierSet.TryParse(specifier)?.Contains(version) == true;
}
