using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;
using ReleaseKit.Testing;
using static ReleaseKit.Engine.Tests.Http.ScriptedTransport;

namespace ReleaseKit.Engine.Tests.Http;

public sealed class RegistryRequestsTests : IDisposable
{
    private static readonly Uri Address = new("https://me:pass@registry.test/core?token=x");
    private readonly ScratchDirectory _scratch = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task BodyIsGiven()
    {
        using var http = Client(Status(HttpStatusCode.OK, r => r.Content = new StringContent("{}")));
        Encoding.UTF8.GetString((await http.FindAsync(Address, null, Cancellation))!).ShouldBe("{}");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task NothingThereIsNull(HttpStatusCode status)
    {
        using var http = Client(Status(status));
        (await http.FindAsync(Address, null, Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task RefusedCredentialIsUnauthorizedAndNotRepeated(HttpStatusCode status)
    {
        using var http = Client(Status(status, r => r.Content = new StringContent("token npm_s3cr3t (s3cr3t-pw) is\n\u001bexpired")));
        var credential = Convert.ToBase64String("user:s3cr3t-pw"u8);
        void Headers(HttpRequestHeaders headers)
        {
            headers.Authorization = new AuthenticationHeaderValue("Basic", credential);
            headers.Add("X-NuGet-ApiKey", "npm_s3cr3t");
        }

        var diagnostic = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => http.FindAsync(Address, Headers, Cancellation));
        diagnostic.Message.ShouldContain("https://registry.test/core answers");
        diagnostic.Message.ShouldContain("token *** (***) is");
        diagnostic.Message.ShouldNotContain("s3cr3t");
        diagnostic.Message.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task OtherStatusIsAnUnusableAnswer(HttpStatusCode status)
    {
        using var http = Client(Status(status));
        var diagnostic = await Coded.ThrowsAsync(RegistryCodes.Answer, () => _time.RunAsync(() => http.FindAsync(Address, null, Cancellation)));
        diagnostic.Message.ShouldContain($"{(int)status}");
        diagnostic.Message.ShouldNotContain("pass");
        diagnostic.Message.ShouldNotContain("token=x");
    }

    [Fact]
    public async Task NoConnectionIsUnreachable()
    {
        using var http = Client(Fails(new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known")));
        var diagnostic = await Coded.ThrowsAsync(RegistryCodes.Unreachable, () => _time.RunAsync(() => http.FindAsync(Address, null, Cancellation)));
        diagnostic.Message.ShouldContain("https://registry.test/core cannot be reached: Name or service not known");
    }

    [Fact]
    public async Task BrokenDownloadIsStartedAgainAndLeavesNoPart()
    {
        using var http = Client(
            Status(HttpStatusCode.OK, r => r.Content = new StreamContent(new BrokenStream())),
            Status(HttpStatusCode.OK, r => r.Content = new ByteArrayContent([1, 2, 3])));
        var path = _scratch.File("below", "a.tgz");
        await http.DownloadAsync(Address, path, null, Cancellation);
        (await File.ReadAllBytesAsync(path, Cancellation)).ShouldBe([1, 2, 3]);
        Directory.GetFiles(_scratch.File("below")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task DownloadThatAlwaysBreaksLeavesNothing()
    {
        using var http = Client(Status(HttpStatusCode.OK, r => r.Content = new StreamContent(new BrokenStream())));
        await Coded.ThrowsAsync(RegistryCodes.Unreachable, () => http.DownloadAsync(Address, _scratch.File("a.tgz"), null, Cancellation));
        Directory.GetFiles(_scratch.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task MissingDownloadAndUnwritablePlaceHaveTheirCodes()
    {
        using var missing = Client(Status(HttpStatusCode.NotFound));
        await Coded.ThrowsAsync(RegistryCodes.Answer, () => missing.DownloadAsync(Address, _scratch.File("a"), null, Cancellation));
        using var there = Client(Status(HttpStatusCode.OK));
        var file = _scratch.Write("file", "");
        await Coded.ThrowsAsync(FileCodes.Unwritable, () => there.DownloadAsync(Address, Path.Combine(file, "a"), null, Cancellation));
    }

    private HttpClient Client(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers) =>
        RegistryHttp.Create(_time, new ScriptedTransport(answers), () => 0);
}
