using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Forges;

/// <summary>Owners and names of repositories, as they may stand in configuration.</summary>
internal static partial class ForgePaths
{
    /// <summary>Whether that can be owner and name of a repository; GitLab's have more parts.</summary>
    public static bool IsPath(string path) => Path().IsMatch(path) && !path.Contains("..", StringComparison.Ordinal);

    /// <summary>The path itself.</summary>
    /// <exception cref="ReleaseException"><c>RK-FORGE-UNKNOWN</c> when no repository can be called so.</exception>
    public static string Checked(string path) => IsPath(path)
        ? path
        : throw new ReleaseException(ForgeCodes.Unknown.Create($"'{DisplayText.Line(path)}' is no repository; give owner and name, such as acme/widgets."));

    [GeneratedRegex(@"\A[A-Za-z0-9_.~][A-Za-z0-9_.~-]*(/[A-Za-z0-9_.~][A-Za-z0-9_.~-]*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
