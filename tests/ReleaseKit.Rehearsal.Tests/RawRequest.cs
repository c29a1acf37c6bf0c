using System.Net.Sockets;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>A request written byte by byte: no client library gets to tidy its path.</summary>
internal static class RawRequest
{
    /// <summary>The status of the answer.</summary>
    public static async Task<int> SendAsync(string baseUrl, string method, string target, string body = "")
    {
        using var socket = new TcpClient();
        var url = new Uri(baseUrl);
        await socket.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        var head = $"{method} {target} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + body), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(line!.Split(' ')[1]);
    }
}
