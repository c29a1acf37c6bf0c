using ReleaseKit.Rehearsal.Tests.Cargo;
using ReleaseKit.Rehearsal.Tests.Go;
using ReleaseKit.Rehearsal.Tests.Npm;
using ReleaseKit.Rehearsal.Tests.NuGet;
using ReleaseKit.Rehearsal.Tests.PyPi;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>The same package <c>acme-core</c> in every ecosystem, for what must hold in all of them.</summary>
internal static class Uploads
{
    public static readonly string[] Ecosystems = ["npm", "python", "nuget", "go", "cargo"];

    public static Task<HttpResponseMessage> UploadAsync(this Bench bench, string ecosystem, string version) => ecosystem switch
    {
        "npm" => bench.PublishAsync("acme-core", version),
        "python" => bench.UploadWheelAsync("acme-core", version),
        "go" => bench.PutModuleAsync("acme-core", $"v{version}"),
        "cargo" => bench.UploadCrateAsync("acme-core", version),
        _ => bench.PushAsync("acme-core", version),
    };

    /// <summary>Where the facts about the package are read.</summary>
    public static string ReadPath(string ecosystem) => ecosystem switch
    {
        "npm" => "/npm/acme-core",
        "python" => "/pypi/simple/acme-core/",
        "go" => "/go/acme-core/@v/list",
        "cargo" => "/cargo/ac/me/acme-core",
        _ => "/nuget/v3/registration/acme-core/index.json",
    };

    /// <summary>Where its file is downloaded.</summary>
    public static string DownloadPath(string ecosystem, string version) => ecosystem switch
    {
        "npm" => $"/npm/acme-core/-/acme-core-{version}.tgz",
        "python" => $"/pypi/files/acme-core/acme_core-{version}-py3-none-any.whl",
        "go" => $"/go/acme-core/@v/v{version}.zip",
        "cargo" => $"/cargo/dl/acme-core/{version}/download",
        _ => $"/nuget/v3/flatcontainer/acme-core/{version}/acme-core.{version}.nupkg",
    };

    /// <summary>The status of an upload of a version that exists with other bytes.</summary>
    public static int Refusal(string ecosystem) => ecosystem switch
    {
        "npm" => 403,
        "python" or "cargo" => 400,
        _ => 409,
    };
}
