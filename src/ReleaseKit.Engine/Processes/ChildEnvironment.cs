using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Processes;

/// <summary>The variables of a child: those of the build, without MSBuild's own, with what the request sets.</summary>
internal static class ChildEnvironment
{
    /// <summary>
    /// MSBuild tells its nodes where its parts are through variables (<c>MSBuildSDKsPath</c>, <c>MSBuildExtensionsPath</c>,
    /// <c>MSBUILD*</c>, <c>_MSBUILDTLENABLED</c>). A nested <c>dotnet pack</c> would take them for its own and, with another
    /// SDK version or a server, load the wrong parts.
    /// </summary>
    private static readonly string[] OwnPrefixes = ["MSBUILD", "_MSBUILD"];

    /// <summary>Keeps a nested build from leaving nodes, a build server or a compiler server behind.</summary>
    private static readonly KeyValuePair<string, string>[] NothingStaysBehind =
    [
        new("MSBUILDDISABLENODEREUSE", "1"),
        new("MSBUILDUSESERVER", "0"),
        new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        new("UseSharedCompilation", "false"),
    ];

    /// <summary>All variables of the child, credentials included.</summary>
    public static Dictionary<string, string> Create(IEnvironment environment, ProcessRequest request)
    {
        var variables = new Dictionary<string, string>(SnapshotEnvironment.NameComparer);
        foreach (var (name, value) in environment.All())
        {
            if (!OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                variables[name] = value;
            }
        }

        foreach (var (name, value) in NothingStaysBehind)
        {
            variables[name] = value;
        }

        foreach (var (name, value) in request.Environment)
        {
            if (value is null)
            {
                variables.Remove(name);
            }
            else
            {
                variables[name] = value;
            }
        }

        foreach (var (name, secret) in request.Secrets)
        {
            variables[name] = secret.Reveal();
        }

        return variables;
    }
}
