using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal;

/// <summary>Reads the command line, <c>--name value</c> or <c>--name=value</c>; throws <c>RK-REHEARSAL-OPTION</c>.</summary>
internal static class RehearsalOptionsParser
{
    private static readonly Dictionary<string, Func<RehearsalOptions, RehearsalOptions>> Flags = new(StringComparer.Ordinal)
    {
        ["--exit-with-stdin"] = o => o with { ExitWithStdin = true },
        ["--log-requests"] = o => o with { LogRequests = true },
    };

    private static readonly Dictionary<string, Func<RehearsalOptions, string, Func<string, string?>, RehearsalOptions>> Valued = new(StringComparer.Ordinal)
    {
        ["--storage"] = (o, value, _) => o with { Storage = Path.GetFullPath(value) },
        ["--port"] = (o, value, _) => o with { Port = ParsePort(value) },
        ["--ready-file"] = (o, value, _) => o with { ReadyFile = Path.GetFullPath(value) },
        ["--upstream-npm"] = (o, value, _) => o with { UpstreamNpm = ParseUrl("--upstream-npm", value) },
        ["--upstream-pypi"] = (o, value, _) => o with { UpstreamPyPi = ParseUrl("--upstream-pypi", value) },
        ["--upstream-cargo"] = (o, value, _) => o with { UpstreamCargo = ParseUrl("--upstream-cargo", value) },
        ["--upstream-pub"] = (o, value, _) => o with { UpstreamPub = ParseUrl("--upstream-pub", value) },
        ["--forge"] = (o, value, _) => o with { Repositories = [.. o.Repositories, ParseRepository(value)] },
        ["--require-token"] = (o, value, environment) => o with { Token = ReadToken("--require-token", value, environment) },
        ["--trust"] = (o, value, environment) => o with { Trust = ReadToken("--trust", value, environment) },
        ["--faults"] = (o, value, _) => o with { Faults = FaultFile.Load(value) },
    };

    /// <summary>Every option there is.</summary>
    public static IEnumerable<string> Names => Valued.Keys.Concat(Flags.Keys);

    public static RehearsalOptions Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var options = new RehearsalOptions { Storage = "" };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Flags.TryGetValue(arguments[i], out var set))
            {
                options = set(options);
                continue;
            }

            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? arguments[i] : arguments[i][..equals];
            if (!Valued.TryGetValue(name, out var apply))
            {
                throw Wrong($"'{name}' is not an option; the options are {string.Join(", ", Names)}.");
            }

            var value = equals >= 0 ? arguments[i][(equals + 1)..] : i + 1 < arguments.Count ? arguments[++i] : "";
            if (value.Length == 0 || (equals < 0 && value.StartsWith("--", StringComparison.Ordinal)))
            {
                throw Wrong($"{name} needs a value.");
            }

            options = apply(options, value, environment);
        }

        return options.Storage.Length > 0 ? options : throw Wrong("--storage DIR is required: the folder that holds what is uploaded.");
    }

    private static int ParsePort(string value) =>
        ushort.TryParse(value, out var port) ? port : throw Wrong($"--port {value}: give a number from 0 (any free port) to 65535.");

    private static Uri ParseUrl(string option, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url
            : throw Wrong($"{option}: give an absolute http or https URL without credentials.");

    private static HostedRepository ParseRepository(string value) =>
        HostedRepository.Parse(value) ?? throw Wrong(
            $"--forge {value}: give FORGE:OWNER/NAME=DIR, where FORGE is one of {string.Join(", ", ForgeProtocols.Names)} and DIR an existing bare git repository.");

    private static RequiredToken ReadToken(string option, string variable, Func<string, string?> environment) =>
        environment(variable) is { Length: > 0 } token
            ? RequiredToken.Of(token)
            : throw Wrong($"{option} {variable}: the environment variable '{variable}' is not set; give the name of one that holds the token.");

    private static ReleaseException Wrong(string message) => new(RehearsalServerCodes.Option.Create(message));
}
