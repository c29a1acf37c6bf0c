using System.Collections.Immutable;
using System.Text;

namespace ReleaseKit.Core.Reconciling;

/// <summary>Something in which registry, tags and ledgers disagree.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Subject">The id of a package, or the full name of a ref; empty for the work tree.</param>
/// <param name="Version">The version; empty where none is meant.</param>
/// <param name="Message">What is wrong, for people, as a sentence.</param>
/// <param name="Repair">What mends it, for people.</param>
/// <param name="CanBeFixed">Whether <c>ReleaseFix</c> does that.</param>
public sealed record Disagreement(DisagreementKind Kind, string Subject, string Version, string Message, string Repair, bool CanBeFixed)
{
    /// <summary>What each source says, by its name: <c>registry</c>, <c>tag</c>, <c>remote</c>, <c>ledger</c>, <c>forge</c>.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The kind as items and documents have it: <c>package-without-tag</c>.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>A kind's name in items and documents.</summary>
    public static string NameOf(DisagreementKind kind)
    {
        var name = new StringBuilder();
        foreach (var c in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
