using System.Net;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Tests.Http;

public sealed class DeferredHandlerTests
{
    [Fact]
    public async Task WhatSendsIsBuiltOnceWhenTheFirstRequestIsSent()
    {
        var transport = new Transport();
        var built = 0;
        using (var client = new HttpClient(new DeferredHandler(() => built++ == 0 ? transport : throw new InvalidOperationException())))
        {
            built.ShouldBe(0);
            for (var i = 0; i < 2; i++)
            {
                using var response = await client.GetAsync(new Uri("http://registry.test/"), TestContext.Current.CancellationToken);
                response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            }

            built.ShouldBe(1);
            transport.IsDisposed.ShouldBeFalse();
        }

        transport.IsDisposed.ShouldBeTrue();
    }

    private sealed class Transport : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
