using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>A repository that a forge has here.</summary>
/// <param name="Forge">The forge as in the key <c>forge</c>.</param>
/// <param name="Path">Owner and name.</param>
/// <param name="Directory">Absolute path of the bare git repository.</param>
public sealed partial record HostedRepository(string Forge, string Path, string Directory)
{
    /// <summary>Reads <c>FORGE:OWNER/NAME=DIR</c>; null when that is no such thing or there is no repository.</summary>
    public static HostedRepository? Parse(string text) =>
        Form().Match(text) is { Success: true } match && ForgeProtocols.Names.Contains(match.Groups["forge"].Value) &&
        File.Exists(System.IO.Path.Combine(match.Groups["directory"].Value, "HEAD"))
            ? new HostedRepository(match.Groups["forge"].Value, match.Groups["path"].Value, System.IO.Path.GetFullPath(match.Groups["directory"].Value))
            : null;

    [GeneratedRegex(@"\A(?<forge>[a-z]+):(?<path>[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+)=(?<directory>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
