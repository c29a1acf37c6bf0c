using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Explaining;

/// <summary>Reasons and releases in one line, safe to print.</summary>
internal static class ReasonText
{
    private const int ShortCommit = 12;

    /// <summary>What a reason says, without where it comes from.</summary>
    public static string Short(ReleaseReason reason) => DisplayText.Line(reason.Kind switch
    {
        ReasonKind.Commit or ReasonKind.ChangeFile or ReasonKind.Upstream => Header(reason) + reason.Summary,
        ReasonKind.Dependency => $"needs {reason.Summary}",
        _ => reason.Summary,
    });

    /// <summary>What a reason says, with where it comes from and how much it asks for.</summary>
    public static string Full(ReleaseReason reason)
    {
        var origin = reason.Kind switch
        {
            ReasonKind.Commit => "commit ",
            ReasonKind.ChangeFile => "change file: ",
            _ => "",
        };
        var commit = reason.Commit is { } id ? id[..Math.Min(id.Length, ShortCommit)] + " " : "";
        var bump = reason.Bump == BumpLevel.None ? "" : $" ({DocumentNames.Bumps[reason.Bump]})";
        return DisplayText.Line(origin + commit) + Short(reason) + bump;
    }

    /// <summary>A release in one line.</summary>
    public static string Release(PlannedRelease release)
    {
        var bump = release.From is null ? "first release" : DocumentNames.Bumps[release.Bump];
        return DisplayText.Line($"{release.Id} {(release.From is null ? "" : $"{release.From} -> ")}{release.To} ({bump})");
    }

    private static string Header(ReleaseReason reason) => reason.CommitType is null
        ? reason.Breaking ? "breaking: " : ""
        : $"{reason.CommitType}{(reason.Scope is null ? "" : $"({reason.Scope})")}{(reason.Breaking ? "!" : "")}: ";
}
