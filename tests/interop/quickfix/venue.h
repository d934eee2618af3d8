#pragma once
#include <fstream>
#include <map>
#include <mutex>
#include <string>

#include "desk.h"
#include "fields.h"
#include "quickfix/Application.h"
#include "quickfix/Session.h"

// Accepts orders. The number in a ClOrdID(11), after its last dash, decides what becomes of it:
//   n % 10 == 3            rejected
//   n % 10 == 4, 5         left open, waits for a cancel or replace
//   else                   filled in one to three pieces; n % 50 == 6 busts the last piece, n % 50 == 7 corrects its price
class Venue : public FIX::Application {
 public:
  explicit Venue(std::string folder) : folder_(std::move(folder)) {}

  void onCreate(const FIX::SessionID&) override {}
  void onLogon(const FIX::SessionID&) override { ++logons_; dirty_ = true; }
  void onLogout(const FIX::SessionID&) override {}
  void toAdmin(FIX::Message&, const FIX::SessionID&) override {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) override {}
  void fromAdmin(const FIX::Message&, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {}

  void fromApp(const FIX::Message& in, const FIX::SessionID& session) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    std::lock_guard<std::mutex> hold(mutex_);
    const std::string type = in.getHeader().getField(35);
    ++received_;
    dirty_ = true;
    if (type == "D") take(in, session);
    else if (type == "F") cancel(in, session);
    else if (type == "G") replace(in, session);
    else if (type == "H") status(in, session);
    else throw FIX::UnsupportedMessageType();
  }

  void tick() {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!dirty_) return;
    dirty_ = false;
    books_.write(folder_ + "/books");
    std::ofstream state(folder_ + "/state.new");
    state << "received " << received_ << "\nduplicates " << duplicates_ << "\norders " << orders_.size() << "\nlogons " << logons_
          << "\nexecutions " << executions_ << '\n';
    state.close();
    std::rename((folder_ + "/state.new").c_str(), (folder_ + "/state").c_str());
  }

 private:
  struct Order {
    std::string id, account, symbol, orderId;
    char side = '1', type = '2', status = '0';
    std::int64_t quantity = 0, price = 0, done = 0, value = 0;
  };

  void take(const FIX::Message& in, const FIX::SessionID& session) {
    const std::string id = in.getField(11);
    if (orders_.count(id) != 0) {
      ++duplicates_;
      return;
    }
    Order& order = orders_[id];
    order = {id, text(in, 1), text(in, 55), "V" + std::to_string(orders_.size()), text(in, 54)[0], text(in, 40)[0], '0',
             number(in, 38), cents(in, 44)};
    const long n = std::atol(id.substr(id.rfind('-') + 1).c_str());
    if (n % 10 == 3) {
      order.status = '8';
      report(order, session, '8', 0, 0, "");
      return;
    }
    report(order, session, '0', 0, 0, "");
    if (n % 10 == 4 || n % 10 == 5) return;
    const long pieces = 1 + n % 3;
    std::string last;
    std::int64_t lastQuantity = 0, lastPrice = 0;
    for (long piece = 1; piece <= pieces; ++piece) {
      lastQuantity = piece == pieces ? order.quantity - order.done : order.quantity / pieces;
      lastPrice = order.price - piece;
      last = fill(order, session, lastQuantity, lastPrice);
    }
    if (n % 50 == 6) bust(order, session, last, lastQuantity, lastPrice);
    if (n % 50 == 7) correct(order, session, last, lastQuantity, lastPrice, lastPrice + 3);
  }

  std::string fill(Order& order, const FIX::SessionID& session, std::int64_t quantity, std::int64_t price) {
    order.done += quantity;
    order.value += quantity * price;
    order.status = order.done == order.quantity ? '2' : '1';
    books_.trade(order.account, order.symbol, order.side, quantity, price);
    return report(order, session, isOld(session) ? order.status : 'F', quantity, price, "");
  }

  void bust(Order& order, const FIX::SessionID& session, const std::string& of, std::int64_t quantity, std::int64_t price) {
    order.done -= quantity;
    order.value -= quantity * price;
    order.status = order.done == 0 ? '0' : '1';
    books_.trade(order.account, order.symbol, order.side, -quantity, price);
    report(order, session, isOld(session) ? order.status : 'H', quantity, price, of, '1');
  }

  void correct(Order& order, const FIX::SessionID& session, const std::string& of, std::int64_t quantity, std::int64_t before,
               std::int64_t price) {
    order.value += quantity * (price - before);
    books_.trade(order.account, order.symbol, order.side, -quantity, before);
    books_.trade(order.account, order.symbol, order.side, quantity, price);
    report(order, session, isOld(session) ? order.status : 'G', quantity, price, of, '2');
  }

  void cancel(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 41));
    if (order == nullptr || order->status == '2' || order->status == '4' || order->status == '8') {
      refuse(in, order, session, '1');
      return;
    }
    order->status = '4';
    const std::string before = order->id;
    order->id = text(in, 11);
    report(*order, session, '4', 0, 0, "", '0', before);
    orders_[order->id] = *order;
  }

  void replace(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 41));
    if (order == nullptr || order->status == '2' || order->status == '4' || order->status == '8' ||
        number(in, 38) < order->done) {
      refuse(in, order, session, '2');
      return;
    }
    Order next = *order;
    next.id = text(in, 11);
    next.quantity = number(in, 38);
    next.price = cents(in, 44);
    next.status = next.done == 0 ? '0' : next.done == next.quantity ? '2' : '1';
    order->status = '4';
    Order& stored = orders_[next.id] = next;
    report(stored, session, '5', 0, 0, "", '0', text(in, 41));
    fill(stored, session, stored.quantity - stored.done, stored.price);
  }

  void status(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 11));
    if (order != nullptr) {
      report(*order, session, 'I', 0, 0, "", '3');
      return;
    }
    Order unknown;
    unknown.id = text(in, 11);
    unknown.orderId = "NONE";
    unknown.symbol = text(in, 55);
    unknown.side = text(in, 54)[0];
    unknown.status = '8';
    report(unknown, session, 'I', 0, 0, "", '3');
  }

  void refuse(const FIX::Message& in, const Order* order, const FIX::SessionID& session, char to) {
    FIX::Message out = message(session, "9");
    out.setField(37, order == nullptr ? "NONE" : order->orderId);
    out.setField(11, text(in, 11));
    out.setField(41, text(in, 41));
    out.setField(39, std::string(1, order == nullptr ? '8' : order->status));
    out.setField(434, std::string(1, to));
    out.setField(102, order == nullptr ? "1" : "0");
    out.setField(60, now());
    FIX::Session::sendToTarget(out, session);
  }

  // trans: ExecTransType(20), which only the versions up to 4.2 have.
  std::string report(const Order& order, const FIX::SessionID& session, char type, std::int64_t quantity, std::int64_t price,
                     const std::string& reference, char trans = '0', const std::string& original = "") {
    const std::string exec = "E" + std::to_string(++executions_);
    const bool old = isOld(session);
    FIX::Message out = message(session, "8");
    out.setField(37, order.orderId);
    out.setField(11, order.id);
    if (!original.empty()) out.setField(41, original);
    out.setField(17, exec);
    if (!reference.empty()) out.setField(19, reference);
    if (old) out.setField(20, std::string(1, trans));
    out.setField(150, std::string(1, old && type == 'I' ? order.status : type));
    out.setField(39, std::string(1, order.status));
    if (!order.account.empty()) out.setField(1, order.account);
    out.setField(55, order.symbol);
    out.setField(54, std::string(1, order.side));
    out.setField(38, std::to_string(order.quantity));
    out.setField(44, money(order.price));
    if (quantity != 0 || old) out.setField(32, std::to_string(quantity));
    if (quantity != 0 || old) out.setField(31, money(price));
    const bool open = order.status == '0' || order.status == '1';
    out.setField(151, std::to_string(open ? order.quantity - order.done : 0));
    out.setField(14, std::to_string(order.done));
    out.setField(6, order.done == 0 ? "0" : money(order.value / order.done));
    out.setField(60, now());
    FIX::Session::sendToTarget(out, session);
    return exec;
  }

  static bool isOld(const FIX::SessionID& session) {
    const std::string begin = session.getBeginString().getValue();
    return begin == "FIX.4.0" || begin == "FIX.4.1" || begin == "FIX.4.2";
  }

  Order* find(const std::string& id) {
    const auto found = orders_.find(id);
    return found == orders_.end() ? nullptr : &found->second;
  }

  std::mutex mutex_;
  std::string folder_;
  Books books_;
  std::map<std::string, Order> orders_;
  long received_ = 0, duplicates_ = 0, logons_ = 0, executions_ = 0;
  bool dirty_ = true;
};
