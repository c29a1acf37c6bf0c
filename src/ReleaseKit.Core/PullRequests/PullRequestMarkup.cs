using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.PullRequests;

/// <summary>How a body hides and folds text: with HTML, or, where a forge shows HTML as it is written, with Markdown alone.</summary>
public sealed class PullRequestMarkup
{
    private const string Name = "releasekit:manifest:1";
    private const string PlanName = "releasekit:plan:1";
    private readonly bool _html;

    private PullRequestMarkup(bool html) => _html = html;

    /// <summary>Folds and comments of HTML.</summary>
    public static PullRequestMarkup Html { get; } = new(html: true);

    /// <summary>Headings, and definitions of links that nothing refers to.</summary>
    public static PullRequestMarkup Markdown { get; } = new(html: false);

    /// <summary>Both.</summary>
    internal static IReadOnlyList<PullRequestMarkup> All { get; } = [Html, Markdown];

    /// <summary>The line that ends a package's notes.</summary>
    internal string FoldEnd => _html ? "</details>" : "[releasekit-end]: #";

    /// <summary>What stands before and after the manifest on its line.</summary>
    internal (string Before, string After) Manifest => _html ? ($"<!-- {Name} ", " -->") : ($"[{Name}]: # \"", "\"");

    /// <summary>The same for a plan.</summary>
    internal (string Before, string After) Plan => _html ? ($"<!-- {PlanName} ", " -->") : ($"[{PlanName}]: # \"", "\"");

    /// <summary>The markup of a forge; that of most where there is none.</summary>
    public static PullRequestMarkup Of(ForgeKind? forge) => forge == ForgeKind.Bitbucket ? Markdown : Html;

    /// <summary>The line that begins the notes of a package.</summary>
    internal string FoldStart(ManifestRelease release)
    {
        var (id, version) = (Encode(release.Id.ToString()), Encode(release.To));
        return _html ? $"<details><summary><code>{id}</code> {version}</summary>" : $"#### `{id}` {version}";
    }

    /// <summary>The first cell of a package's row.</summary>
    internal static string Cell(ManifestRelease release) => $"`{Encode(release.Id.ToString())}`";

    /// <summary>A name on one line, without what ends a cell, a code span or an element.</summary>
    private static string Encode(string text) => DisplayText.Line(text)
        .Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
