using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>NuGet's package ids.</summary>
internal static partial class NuGetId
{
    public static bool IsValid(string id) => id.Length <= 100 && Grammar().IsMatch(id);

    /// <summary>The one spelling that all spellings of an id share.</summary>
    public static string Normalize(string id) => id.ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*\z")]
    private static partial Regex Grammar();
}
