using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Tags;

/// <summary>
/// The form of a tag that names a whole release: <c>{date}</c> is the release's day, <c>{plan}</c> the first digits of its plan's
/// hash, and <c>{version:npm:@acme/core}</c> the version of a package, without which there is no such tag.
/// </summary>
public sealed partial record UmbrellaTag
{
    private UmbrellaTag(string text) => Text = text;

    /// <summary>The form as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a form.</summary>
    public static bool TryParse(string text, out UmbrellaTag? tag)
    {
        tag = Problem(text) is null ? new UmbrellaTag(text) : null;
        return tag is not null;
    }

    /// <summary>What is wrong with a form; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = Placeholder().Replace(text, "0");
        return Placeholder().Count(text) == 0 ? "expected a tag with {date}, {plan} or {version:<package id>} in it, so that every release has another one"
            : rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal) ? "expected only the placeholders {date}, {plan} and {version:<package id>}"
            : !Name().IsMatch(rest) || rest.Contains("..", StringComparison.Ordinal) || rest.Contains("//", StringComparison.Ordinal) || rest.EndsWith(".lock", StringComparison.Ordinal)
                ? "expected a name that git takes for a tag: letters, digits, '.', '_', '+', '@', '-' and '/'"
            : null;
    }

    /// <summary>The tag of a release; null when a package that it is named after is not released.</summary>
    public string? Of(ReleasePlan plan, string hash)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(hash);
        const int Digits = 12;
        var isComplete = true;
        var tag = Placeholder().Replace(Text, match =>
        {
            if (match.Groups["id"] is not { Success: true, Value: var id })
            {
                return match.Value == "{date}" ? plan.Date : hash[..Digits];
            }

            var release = plan.Releases.FirstOrDefault(r => r.Id == PackageId.Parse(id));
            isComplete &= release is not null;
            return release?.To ?? "";
        });
        return isComplete ? tag : null;
    }

    [GeneratedRegex(@"\{(?:date|plan|version:(?<id>[a-z]+:[^{}\s]+))\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._+@/-]*(?<![./])\z")]
    private static partial Regex Name();
}
