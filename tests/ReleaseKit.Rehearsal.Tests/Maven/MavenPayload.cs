using System.Net.Http.Headers;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests.Maven;

/// <summary>Requests as Maven sends them.</summary>
internal static class MavenPayload
{
    public const string Folder = "/maven/org/acme/acme-core";

    public static Task<HttpResponseMessage> PutAsync(this Bench bench, string path, string content, AuthenticationHeaderValue? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        request.Headers.Authorization = authorization;
        return bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Puts an archive and a pom of <c>org.acme:acme-core</c>; gives the status of both.</summary>
    public static async Task<int[]> PutVersionAsync(this Bench bench, string version) =>
    [
        await bench.PutAsync($"{Folder}/{version}/acme-core-{version}.jar", $"jar of {version}").StatusAsync(),
        await bench.PutAsync($"{Folder}/{version}/acme-core-{version}.pom", "<project/>").StatusAsync(),
    ];

    public static AuthenticationHeaderValue Basic(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
